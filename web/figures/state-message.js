import {lastStep} from '../engine/schedule.js';
import {formatCount, formatScientific, typeset} from '../views/format.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {{text: string, kind: 'good' | 'plain' | 'bad'}} Message text: empty for none */

/** @type {Partial<Record<import('../engine/protocol.js').State, Message['kind']>>} */
const kinds = {converged: 'good', diverged: 'bad', error: 'bad'};

/**
 * What a figure says of its run from Play on: how it will end, then how it did. It always says
 * something, so that nothing below moves when a run ends.
 * @param {Run} run
 * @returns {Message}
 */
export function stateMessage(run) {
  const {state} = run;
  const kind = kinds[state] ?? 'plain';
  if (state === 'idle' || state === 'loading') return {text: '', kind};
  if (kind !== 'plain' || hasEnded(run)) return {text: reasonOf(run), kind};
  const {step, position} = run.progress;
  const within = `It is paused within step ${formatCount(step + 1)}. `;
  return {text: `${state === 'paused' && position > step ? within : ''}${expectedEnd(run)}`, kind};
}

/**
 * Whether it is paused for good: without having converged.
 * @param {Pick<Run, 'state' | 'isAtEnd'>} run
 */
export function hasEnded({state, isAtEnd}) {
  return state === 'paused' && isAtEnd;
}

/**
 * Why a run is in its state, in words.
 * @param {Pick<Run, 'state' | 'reason'>} run
 */
export function reasonOf({state, reason}) {
  return state === 'error' ? reason : typeset(reason); // there may be an address in it
}

/** @param {Pick<Run, 'settings' | 'floor' | 'goesOn'>} run */
function expectedEnd({settings, floor, goesOn}) {
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
