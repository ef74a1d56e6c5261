import type {Settings} from '../settings/table.ts';

/**
 * When a run is evaluated on its held-out examples. It is a function of the step alone, so that a
 * run stops at the same step whoever drives it.
 *
 * Small models: after each of the first 32 steps, then after 16 evaluations for each doubling of the
 * step count, and from step 1024 on every 64 steps. `spectrogram`, where an evaluation costs as much
 * as a step: after 1, 2, 4, 8, 16 steps and after each third of an epoch. And where the learning
 * rate has decayed to zero.
 * @param step steps completed
 * @returns the next step after which there is an evaluation
 */
export function nextEvaluation(step: number, settings: Settings): number {
  const decayed = settings['decay-steps'] ?? 0;
  const next =
    settings.model === 'spectrogram' ? nextThirdOfEpoch(step, settings) : nextSpaced(step);
  return step < decayed ? Math.min(next, decayed) : next;
}

/** Whether a run is evaluated after this step whoever drives it. */
export function isScheduled(step: number, settings: Settings) {
  return step === 0 || nextEvaluation(step - 1, settings) === step;
}

function nextSpaced(step: number) {
  let spacing = 1;
  while (spacing < 64 && step >= 32 * spacing) spacing *= 2;
  return (Math.floor(step / spacing) + 1) * spacing;
}

function nextThirdOfEpoch(step: number, settings: Settings) {
  const epoch = stepsPerEpoch(settings);
  const begin = Math.floor(step / epoch) * epoch;
  const thirds = [1, 2, 3].map(third => begin + Math.ceil((third * epoch) / 3));
  const next = thirds.find(end => end > step) ?? begin + epoch;
  const early = [1, 2, 4, 8, 16].find(power => power > step) ?? Infinity;
  return Math.min(next, early);
}

/** Examples in what is called an epoch of a run that never repeats one. */
const streamedEpoch = 15000;

type Data = Pick<Settings, 'optimizer' | 'examples' | 'batch'>;

export function stepsPerEpoch({optimizer, examples, batch}: Data) {
  if (optimizer === 'exact') return 1; // it takes all examples at once
  return Math.ceil((examples === 'streaming' ? streamedEpoch : examples) / batch);
}

/** Steps of a run that was asked to end after some steps or epochs; Infinity when it was not. */
export function lastStep(settings: Settings) {
  const {steps, epochs} = settings;
  if (steps !== null) return steps;
  return epochs === null ? Infinity : epochs * stepsPerEpoch(settings);
}

/** Examples seen in the first `step` steps; an epoch's last batch takes what is left. */
export function examplesSeen(step: number, settings: Settings) {
  const {examples, batch} = settings;
  if (examples === 'streaming') return step * batch;
  const epoch = stepsPerEpoch(settings);
  return Math.floor(step / epoch) * examples + (step % epoch) * batch;
}
