import {checkSetting, completeSettings} from '../settings/check.js';

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
    throw new TypeError(`A saved state is an object, not ${saved}.`);
  }
  const {version, settings, schedule, step} = /** @type {Record<string, any>} */ (saved);
  if (version !== 1) {
    throw new RangeError(`A saved state of version ${version} cannot be used: allowed is 1.`);
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
 * @param {string} name
 * @param {unknown} value
 */
function wholeNumber(name, value) {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${name}=${value} of a saved state: allowed is a whole number from 0.`);
}
