import {ContentError} from '../formats/content-error.js';
import {checkSetting, completeSettings} from '../settings/check.js';
import {typedValue} from '../settings/typed-value.js';

/**
 * A training run as it can be written down: replaying it gives the same bits.
 * @typedef {object} SavedState
 * @property {1} version
 * @property {import('../settings/table.js').Settings} settings
 * @property {import('./shards.js').Schedule} schedule
 * @property {number} step
 */

/** What is no saved state at all, in a sentence. */
export class StateError extends TypeError {}

/**
 * Steps that a saved run may have: 2^43, so that its examples, 1024 a step at most, are counted
 * exactly.
 */
const mostSteps = 2 ** 43;

/**
 * @param {unknown} saved
 * @returns {SavedState} a checked copy
 * @throws {StateError | RangeError} saying what is wrong with it
 */
export function checkedState(saved) {
  if (typeof saved !== 'object' || saved === null) {
    throw new StateError(`A saved state is an object, not ${typedValue(saved)}.`);
  }
  const {version, settings, schedule, step} = /** @type {Record<string, any>} */ (saved);
  if (version !== 1) {
    throw new RangeError(
      `A saved state of version ${typedValue(version)} cannot be used: allowed is 1.`,
    );
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new StateError('A saved state needs its settings (an object).');
  }
  if (!Array.isArray(schedule) || !schedule.every(Array.isArray)) {
    throw new StateError('A saved state needs its schedule: an array of [step, rate].');
  }
  return {
    version,
    settings: completeSettings({...settings}),
    schedule: checkedSchedule(schedule),
    step: stepNumber('step', step),
  };
}

/**
 * @param {unknown[][]} schedule
 * @returns {import('./shards.js').Schedule}
 */
function checkedSchedule(schedule) {
  return schedule.map(([begin, rate], i) => {
    checkSetting('lr', rate);
    const step = stepNumber('schedule step', begin);
    if (i > 0 && step <= Number(schedule[i - 1][0])) {
      throw new RangeError(
        `schedule step=${step} of a saved state comes after ${schedule[i - 1][0]}: allowed are ` +
          'ascending steps.',
      );
    }
    return [step, /** @type {number} */ (rate)];
  });
}

/**
 * What a saved run tells of its past. JSON knows no NaN: null is a number that there was not.
 * @param {Record<string, any>} header
 * @throws {ContentError} saying what is wrong with it
 */
export function checkLogbook({loss, seconds, history}) {
  const isLoss = (/** @type {any} */ value) =>
    value === null || (Number.isFinite(value) && value >= 0);
  if (!isLoss(loss)) {
    throw new ContentError(`has a loss that is no number from 0: ${typedValue(loss)}`);
  }
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new ContentError(`has a time that is no number from 0: seconds=${typedValue(seconds)}`);
  }
  const isPoint = (/** @type {any} */ point) =>
    Number.isSafeInteger(point?.step) &&
    [point.loss, point.heldOutLoss, point.weightError].every(isLoss);
  if (!Array.isArray(history) || !history.every(isPoint)) {
    throw new ContentError(
      'has a history that is no list of {step, loss, heldOutLoss, weightError}',
    );
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function stepNumber(name, value) {
  if (Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= mostSteps) {
    return Number(value) + 0; // not -0
  }
  throw new RangeError(
    `${name}=${typedValue(value)} of a saved state: allowed is a whole number from 0 to ${mostSteps}.`,
  );
}
