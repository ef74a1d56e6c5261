import {availableParallelism} from 'node:os';
import {compare} from '../peers/compare.ts';
import {inPython, ours, pythonSettings} from '../peers/contestants.ts';
import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';

/**
 * `exact` beside PyTorch's Cholesky: the normal equations of 4096 examples set up and solved; and what
 * one refinement makes of it.
 */
export const peersExact: Section = async (browser, add) => {
  const workers = availableParallelism();
  const settings = {model: 'spectrogram', optimizer: 'exact', examples: 4096, workers};
  const least = {seconds: 0, steps: 1};
  const torch = (await pythonSettings()).map(setting =>
    inPython(`torch, ${setting.name}`, ['torch', 'spectrogram', 'exact', 4096], setting, least),
  );
  await compare(
    'exact m=4096',
    'solutions/s',
    [ours(browser, settings, {warmUp: 0, steps: 'first'})],
    [{name: "PyTorch's Cholesky", candidates: torch, rounds: 3, limit: {atLeast: 0.4}}],
    add,
  );
  const bench = await browser.openBench();
  for (const examples of [4096, 8192]) {
    const loss = await bench.evaluate(
      async given => {
        const run = await (globalThis as BenchmarkGlobal).startRun(given, 2);
        const {heldOutLoss} = run.progress;
        await run.dispose();
        return heldOutLoss;
      },
      {...settings, examples},
    );
    const name = `exact m=${examples}, one refinement: held-out MSE`;
    add(name, '', [loss], examples === 8192 ? {atMost: 3e-16} : undefined);
  }
};
