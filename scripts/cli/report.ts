import {apart} from '../../web/words/apart.ts';
import {stepsPerEpoch} from '../../web/engine/schedule.ts';
import type {Run} from '../../web/engine/run.ts';

/**
 * Tells on stdout how a run goes: one JSON object a line, or a line that is rewritten on a terminal.
 */
export function createReporter(run: Run, {json}: {json: boolean}) {
  const {isTTY, columns = 80} = process.stdout;

  let epochs = 0;
  run.addEventListener('progress', () => {
    for (const {epoch, loss} of epochLosses(run).slice(epochs)) {
      epochs = epoch;
      const line =
        run.settings.optimizer === 'exact'
          ? solutionLine(epoch, loss, run)
          : epochLine(epoch, loss, run);
      if (!json) process.stdout.write(`${isTTY ? '\r\x1b[K' : ''}${line}\n`);
    }
    if (json) print(fields(run));
    else if (isTTY) process.stdout.write(`\r${progressLine(run).slice(0, columns - 1)}\x1b[K`);
  });

  return {
    /** The last line: where the run ended and how it went. */
    final() {
      if (json) {
        print({final: true, ...fields(run), ...outcome(run)});
        return;
      }
      if (isTTY) process.stdout.write('\r\x1b[K');
      const {step, examples, loss, heldOutLoss, weightError} = run.progress;
      const {seconds, stepsPerSecond, relativeLoss} = outcome(run);
      const target = run.settings['target-loss'] ?? NaN;
      const [heldOut, floor] = apart([heldOutLoss, run.floor ?? NaN, target], 3, exponent);
      // What a run failed of is told on stderr.
      const end = run.state === 'paused' ? 'done' : run.state;
      if (end !== 'diverged') process.stdout.write(`${end}: ${run.reason}\n`);
      process.stdout.write(
        `step ${step}, ${examples} examples, ${seconds.toFixed(2)} s, ` +
          `${rate(stepsPerSecond)}\n` +
          `loss ${exponent(loss)}, held-out loss ${heldOut} ` +
          `(float32 floor ${floor}), ` +
          `${exponent(relativeLoss)} of the targets’ mean square, ` +
          `weight error ${exponent(weightError)}\n`,
      );
    },
  };
}

/** Held-out losses that the 2020 post gives, by epoch. */
const lossesOfThePost: Record<number, number> = {4: 3.0e-8, 10: 2.0e-15};

/** Held-out loss after each epoch of the spectrogram model so far. */
function epochLosses({history, settings}: Run) {
  if (settings.model !== 'spectrogram') return [];
  const epoch = stepsPerEpoch(settings);
  return history
    .filter(({step}) => step > 0 && step % epoch === 0)
    .map(({step, heldOutLoss}) => ({epoch: step / epoch, loss: heldOutLoss}));
}

function epochLine(epoch: number, loss: number, {seconds}: Run) {
  const posts = lossesOfThePost[epoch];
  const beside = posts ? ` (the post: ${posts.toExponential(1)})` : '';
  return `epoch ${epoch}: held-out loss ${loss.toExponential(2)}${beside}, ${seconds.toFixed(1)} s`;
}

/** A pass of `exact` over its examples is no epoch of the post's: its own words. */
function solutionLine(step: number, loss: number, {seconds}: Run) {
  const what = step === 1 ? 'solve' : `refinement ${step - 1}`;
  return `${what}: held-out loss ${loss.toExponential(2)}, ${seconds.toFixed(1)} s`;
}

function print(values: object) {
  process.stdout.write(`${JSON.stringify(values)}\n`);
}

function fields({progress}: Run) {
  const {step, examples, loss, heldOutLoss, weightError} = progress;
  return {step, examples, loss, heldOutLoss, weightError};
}

function outcome(run: Run) {
  const {state, reason, seconds, progress, settings, floor} = run;
  return {
    seconds,
    stepsPerSecond: seconds > 0 ? progress.step / seconds : 0,
    kernel: run.kernel,
    workers: run.workers,
    state,
    reason,
    floor,
    relativeLoss: progress.heldOutLoss / (run.targetPower ?? NaN),
    targetReached:
      settings['target-loss'] === null ? null : progress.heldOutLoss <= settings['target-loss'],
  };
}

function progressLine(run: Run) {
  const {step, position, heldOutLoss, stepsPerSecond} = run.progress;
  const {steps, optimizer} = run.settings;
  const ofStep = optimizer === 'exact' ? position % 1 : null; // a step takes seconds
  const share = steps ? position / steps : ofStep;
  const bar = share === null ? '' : `${progressBar(share)} `;
  const of = steps ? ` of ${steps}` : '';
  return `${bar}step ${step}${of}  held-out loss ${exponent(heldOutLoss)}  ` + rate(stepsPerSecond);
}

function rate(stepsPerSecond: number) {
  const digits = stepsPerSecond < 10 ? 2 : 0;
  return `${stepsPerSecond.toFixed(digits)} steps/s`;
}

function progressBar(share: number) {
  const width = 24;
  const done = Math.round(Math.min(1, share) * width);
  return `[${'#'.repeat(done)}${'.'.repeat(width - done)}]`;
}

function exponent(value: number, digits: number = 3) {
  return Number.isFinite(value) ? value.toExponential(digits - 1) : '–';
}
