import {settingsTable} from '../settings/table.js';

/**
 * The settings in a frame's address, as a figure's attributes; each is checked by the figure.
 * @param {URLSearchParams} query
 * @returns {{settings: Map<string, string>, problems: string[]}} settings: texts by key; problems: keys that are
 *   no settings, or given more than once
 */
export function readAddress(query) {
  const keys = settingsTable.map(({key}) => key);
  /** @type {string[]} */
  const problems = [];
  for (const key of new Set(query.keys())) {
    const name = key.slice(0, 80);
    if (!keys.includes(key)) {
      problems.push(`${name} is not a setting: there are ${keys.join(', ')}.`);
    } else if (query.getAll(key).length > 1) {
      problems.push(`${name} is given more than once: the first, ${query.get(key)}, counts.`);
    }
  }
  const settings = new Map(
    keys.flatMap(key => {
      const text = query.get(key);
      return text === null ? [] : [[key, text]];
    }),
  );
  return {settings, problems};
}
