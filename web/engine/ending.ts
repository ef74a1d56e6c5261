import {isScheduled, lastStep} from './schedule.ts';
import {verdict} from './verdict.ts';
import type {RunState} from './run-state.ts';

type Ending = NonNullable<ReturnType<typeof verdict>>;

/**
 * What the latest evaluation says of a run.
 * @param run with its weights
 * @returns null: go on
 */
export function endingOf(run: RunState): Ending | null {
  const {settings, shards} = run;
  const {step} = run.progress;
  // Evaluations that someone's step() asked for in between must not move the end of a run.
  const counted = run.logbook.history.filter(
    point => point.step === step || isScheduled(point.step, settings),
  );
  return verdict(
    {
      losses: counted.map(point => point.heldOutLoss),
      floor: shards?.reachableFloor ?? NaN,
      targetLoss: settings['target-loss'],
      optimizer: settings.optimizer,
    },
    {
      rate: run.learningRate ?? NaN,
      bound: shards?.stableBound ?? Infinity,
      batch: settings.batch,
      decayed: run.hasDecayed,
    },
  );
}

/**
 * The state of a run that has come to where it ends whoever drives it: all of its steps are done, or
 * its learning rate is zero.
 * @returns null: it has not come there, or is still to be evaluated there
 */
export function stateAtEnd(run: RunState): Ending | null {
  if (!run.isAtEnd || run.logbook.owesEvaluation(run.settings)) return null;
  const last = lastStep(run.settings);
  return last < Infinity ? {state: 'paused', reason: stepReached(last)} : endingOf(run);
}

/** The state of a run that was put back: converged or ended where it was so, else paused. */
export function stateOfRestored(run: RunState): Ending {
  const {logbook, progress, settings} = run;
  const isEvaluated = logbook.history.at(-1)?.step === progress.step;
  const goesOn = lastStep(settings) < Infinity || !isEvaluated;
  const end = stateAtEnd(run) ?? (goesOn ? null : endingOf(run));
  return end && end.state !== 'diverged' ? end : {state: 'paused', reason: ''};
}

export function stepReached(step: number) {
  return `Step ${step} reached, as asked.`;
}
