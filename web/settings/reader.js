import {parseSetting} from './check.js';
import {models} from './models.js';
import {settingsTable} from './table.js';

/** @typedef {import('./table.js').Value} Value */

/**
 * The one reader of settings that come as texts: page, frame, elements and command line have it.
 * @param {ReadonlyMap<string, string>} texts by key
 * @param {readonly string[]} [shown] models that there may be, the default first; left out: all
 * @returns {{values: Record<string, Value>, model: string, problems: string[]}} values: of the texts that
 *   are right; model: whose they are; problems: what is wrong with the others
 */
export function readSettings(texts, shown = Object.keys(models)) {
  const model = modelIn(texts, shown);
  /** @type {Record<string, Value>} */
  const values = {};
  /** @type {string[]} */
  const problems = [];
  for (const {key} of settingsTable) {
    const text = texts.get(key);
    if (text === undefined) continue;
    try {
      values[key] = parseSetting(key, text, model);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(error.message);
    }
  }
  return {values, model, problems};
}

/**
 * @param {ReadonlyMap<string, string>} texts
 * @param {readonly string[]} shown
 * @returns {string} the default where there is no such model
 */
function modelIn(texts, shown) {
  const asked = texts.get('model')?.trim() ?? '';
  return shown.includes(asked) ? asked : shown[0];
}

/**
 * The texts that there are of settings.
 * @param {(key: string) => string | null} textOf
 */
export function textsFrom(textOf) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const {key} of settingsTable) {
    const text = textOf(key);
    if (text !== null) texts.set(key, text);
  }
  return texts;
}
