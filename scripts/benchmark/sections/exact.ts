import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';

/** after a step: since the start, evaluations left out */
type Stage = {seconds: number; heldOutLoss: number};

const runs = 3;
/** Held-out MSE of the post's ten epochs. */
const target = 2.0e-15;

/**
 * The spectrogram's 17.4M weights from the normal equations, every core; the engine alone, nothing
 * drawn. Seconds are counted from the initial weights, without the evaluations.
 */
export const exact: Section = async (browser, add) => {
  const bench = await browser.openBench();
  for (const examples of [4096, 8192]) {
    const solutions: Stage[][] = [];
    for (let i = 0; i < runs; i++) {
      solutions.push(
        await bench.evaluate(
          (settings, steps) => (globalThis as BenchmarkGlobal).stagesOf(settings, steps),
          {model: 'spectrogram', optimizer: 'exact', examples},
          2,
        ),
      );
    }
    const name = `exact, m = ${examples}`;
    for (const [i, stage] of ['the solve', 'one refinement'].entries()) {
      const reached = solutions.map(stages => stages[i]);
      add(`${name}: ${stage} done after`, 's', secondsOf(reached));
      add(`${name}: held-out MSE after ${stage}`, 'MSE', [reached[0].heldOutLoss]);
    }
    const there = solutions.map(stages => stages.find(({heldOutLoss}) => heldOutLoss <= target));
    if (there.every(stage => stage !== undefined)) {
      add(`${name}: held-out MSE ${target.toExponential(1)} reached after`, 's', secondsOf(there));
    }
  }
  await bench.close();
};

function secondsOf(stages: Stage[]) {
  return stages.map(({seconds}) => seconds);
}
