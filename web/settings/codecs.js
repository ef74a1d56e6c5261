import {fitted} from './fitted.js';
import {settingsTable} from './table.js';

/** @typedef {import('./table.js').Settings} Settings */

/** Characters of a value that an address holds, at most: servers take some thousands in all. */
const longestInAddress = 4096;

/**
 * The settings that an address does not hold.
 * @param {Settings} settings
 */
export function tooLongForAddress(settings) {
  const {matrix} = settings;
  return matrix !== null && matrix.length > longestInAddress ? ['matrix'] : [];
}

/**
 * The query that opens these settings again; defaults are left out, and what an address does not hold.
 * @param {Settings} settings
 */
export function toQuery(settings) {
  const missing = tooLongForAddress(settings);
  const query = new URLSearchParams();
  for (const setting of settingsTable) {
    const {key} = setting;
    const value = settings[/** @type {keyof Settings} */ (key)];
    const fallback = fitted(setting, settings).default;
    if (value !== null && value !== fallback && !missing.includes(key)) {
      query.set(key, String(value));
    }
  }
  return query;
}
