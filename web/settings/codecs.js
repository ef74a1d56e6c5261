import {parseSetting} from './check.js';
import {fitted} from './fitted.js';
import {models} from './models.js';
import {settingsTable} from './table.js';

/** @typedef {import('./table.js').Settings} Settings */
/** @typedef {import('./table.js').Value} Value */

/**
 * Settings in a query string; foreign keys (utm_source and the like) are left alone.
 * @param {URLSearchParams} query
 * @returns {Record<string, Value>}
 * @throws {RangeError} naming the first setting that cannot be used
 */
export function fromQuery(query) {
  /** @type {Record<string, Value>} */
  const values = {};
  for (const {key} of settingsTable) {
    const text = query.get(key);
    if (text !== null) values[key] = parseSetting(key, text, knownModel(query.get('model')));
  }
  return values;
}

/** @param {string | null} name @returns {string} the default where there is no such model */
function knownModel(name) {
  return name !== null && Object.hasOwn(models, name) ? name : 'dft';
}

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

/**
 * Settings in an element's attributes; `id`, `class` and other foreign names are left alone.
 * @param {Element} element
 * @returns {Record<string, Value>}
 * @throws {RangeError}
 */
export function fromAttributes(element) {
  /** @type {Record<string, Value>} */
  const values = {};
  for (const {key} of settingsTable) {
    const text = element.getAttribute(key);
    if (text !== null) {
      values[key] = parseSetting(key, text, knownModel(element.getAttribute('model')));
    }
  }
  return values;
}
