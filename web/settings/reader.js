import {checkShown, parseSetting} from './check.js';
import {models} from './models.js';
import {settingsTable} from './table.js';

/** @typedef {import('./table.js').Value} Value */

/**
 * The one reader of settings that come as texts: page, frame, elements and command line have it.
 * @param {ReadonlyMap<string, string>} texts by key
 * @param {import('./shown.js').Shown} [shown] what they are read for; left out: for any model
 * @returns {{values: Record<string, Value>, model: string, problems: string[]}} values: of the texts that
 *   are right; model: whose they are; problems: what is wrong with the others
 */
export function readSettings(texts, shown = {label: '', models: Object.keys(models)}) {
  const asked = texts.get('model')?.trim() ?? '';
  const model = shown.models.includes(asked) ? asked : shown.models[0];
  /** @type {Record<string, Value>} */
  const values = {};
  /** @type {string[]} */
  const problems = [];
  for (const {key} of settingsTable) {
    const text = texts.get(key);
    if (text === undefined) continue;
    try {
      const value = parseSetting(key, text, model);
      if (key === 'model') checkShown(value, shown);
      values[key] = value;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(error.message);
    }
  }
  return {values, model, problems};
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
