import {parseNumber} from './number.js';

/** @typedef {[step: number, rate: number][]} RateChanges learning rates and the steps they begin at */

/**
 * @param {string} text such as 100:0.01,200:0.001
 * @returns {RateChanges | null} null when it is not of that form, or its steps do not ascend from 1
 */
export function parseRateChanges(text) {
  let last = 0;
  const changes = text.split(',').map(part => part.split(':').map(parseNumber));
  for (const {length, 0: step, 1: rate} of changes) {
    if (length !== 2 || !(step > last) || !Number.isSafeInteger(step) || !(rate >= 0)) return null;
    last = step;
  }
  return /** @type {RateChanges} */ (changes);
}

/**
 * @param {Readonly<RateChanges>} changes
 * @returns {string | null} null when there are none
 */
export function formatRateChanges(changes) {
  return changes.length > 0 ? changes.map(change => change.join(':')).join(',') : null;
}
