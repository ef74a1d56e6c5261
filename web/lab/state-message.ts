import {lastStep} from '../engine/schedule.ts';
import {formatCount, formatScientific, typeset} from '../words/format.ts';
import type {Run} from '../engine/run.ts';
import type {Progress, State} from '../engine/protocol.ts';

/** What is said; text: empty for nothing. */
export type Message = {text: string; kind: 'good' | 'plain' | 'bad'};

/** What it uses of a run. */
type Told = Pick<Run, 'state' | 'reason' | 'isAtEnd' | 'settings' | 'floor' | 'goesOn'> & {
  progress: Pick<Progress, 'step' | 'position'>;
};

const kinds: Partial<Record<State, Message['kind']>> = {
  converged: 'good',
  diverged: 'bad',
  error: 'bad',
};

/**
 * What a figure says of its run from Play on: how it will end, then how it did. It always says
 * something, so that nothing below moves when a run ends.
 */
export function stateMessage(run: Told): Message {
  const {state} = run;
  const kind = kinds[state] ?? 'plain';
  if (state === 'idle' || state === 'loading') return {text: '', kind};
  if (kind !== 'plain' || hasEnded(run)) return {text: reasonOf(run), kind};
  const {step, position} = run.progress;
  const within = `It is paused within step ${formatCount(step + 1)}. `;
  return {text: `${state === 'paused' && position > step ? within : ''}${expectedEnd(run)}`, kind};
}

/** Whether it is paused for good: without having converged. */
export function hasEnded({state, isAtEnd}: Pick<Run, 'state' | 'isAtEnd'>) {
  return state === 'paused' && isAtEnd;
}

/** Why a run is in its state, in words. */
export function reasonOf({state, reason}: Pick<Run, 'state' | 'reason'>) {
  return state === 'error' ? reason : typeset(reason); // there may be an address in it
}

function expectedEnd({settings, floor, goesOn}: Pick<Run, 'settings' | 'floor' | 'goesOn'>) {
  const last = lastStep(settings);
  const {optimizer, 'target-loss': target, 'decay-steps': decay} = settings;
  if (last < Infinity) return `It ends at step ${formatCount(last)}.`;
  if (decay !== null) {
    return `It ends at step ${formatCount(decay)}, where the learning rate has fallen to zero.`;
  }
  const hasLimit = target !== null || (floor !== null && !Number.isNaN(floor));
  if (goesOn || !hasLimit) return 'It goes on until it is paused.';
  if (target !== null) return `It ends at a held-out loss of ${formatScientific(target)}.`;
  if (optimizer === 'exact') return 'It ends when a refinement no longer lowers the loss.';
  return 'It ends when the loss no longer falls.';
}
