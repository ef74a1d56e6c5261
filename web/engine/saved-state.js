import {checkSetting, completeSettings} from '../settings/check.js';
import {shownValue} from '../settings/shown-value.js';

/**
 * A training run as it can be written down: replaying it gives the same bits.
 * @typedef {object} SavedState
 * @property {1} version
 * @property {import('../settings/table.js').Settings} settings
 * @property {import('./shards.js').Schedule} schedule
 * @property {number} step
 */

/**
 * @param {unknown} saved
 * @returns {SavedState} a checked copy
 * @throws {TypeError | RangeError} saying what is wrong with it
 */
export function checkedState(saved) {
  if (typeof saved !== 'object' || saved === null) {
    throw new TypeError(`A saved state is an object, not ${shownValue(saved)}.`);
  }
  const {version, settings, schedule, step} = /** @type {Record<string, any>} */ (saved);
  if (version !== 1) {
    throw new RangeError(
      `A saved state of version ${shownValue(version)} cannot be used: allowed is 1.`,
    );
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new TypeError('A saved state needs its settings (an object).');
  }
  if (!Array.isArray(schedule) || !schedule.every(Array.isArray)) {
    throw new TypeError('A saved state needs its schedule: an array of [step, rate].');
  }
  return {
    version,
    settings: completeSettings({...settings}),
    schedule: schedule.map(([begin, rate]) => {
      checkSetting('lr', rate);
      return [wholeNumber('schedule step', begin), rate];
    }),
    step: wholeNumber('step', step),
  };
}

/**
 * What a saved run tells of its past. JSON knows no NaN: null is a number that there was not.
 * @param {Record<string, any>} header
 * @throws {TypeError} saying what is wrong with it
 */
export function checkLogbook({loss, seconds, history}) {
  const isLoss = (/** @type {any} */ value) =>
    value === null || (Number.isFinite(value) && value >= 0);
  if (!isLoss(loss)) {
    throw new TypeError(`has a loss that is no number from 0: ${shownValue(loss)}`);
  }
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new TypeError(`has a time that is no number from 0: seconds=${shownValue(seconds)}`);
  }
  const isPoint = (/** @type {any} */ point) =>
    Number.isSafeInteger(point?.step) &&
    [point.loss, point.heldOutLoss, point.weightError].every(isLoss);
  if (!Array.isArray(history) || !history.every(isPoint)) {
    throw new TypeError('has a history that is no list of {step, loss, heldOutLoss, weightError}');
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function wholeNumber(name, value) {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(
    `${name}=${shownValue(value)} of a saved state: allowed is a whole number from 0.`,
  );
}
