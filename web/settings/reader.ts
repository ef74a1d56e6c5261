import {checkShown, parseSetting} from './check.ts';
import {models} from '../models.ts';
import {settingsTable} from './table.ts';
import type {Value} from './setting.ts';
import type {Shown} from './shown.ts';

/**
 * The one reader of settings that come as texts: page, frame, elements and command line have it.
 * @param texts by key
 * @param shown what they are read for; left out: for any model
 * @returns values: of the texts that are right; model: whose they are; problems: what is wrong with
 * the others
 */
export function readSettings(
  texts: ReadonlyMap<string, string>,
  shown: Shown = {label: '', models: Object.keys(models)},
): {values: Record<string, Value>; model: string; problems: string[]} {
  const asked = texts.get('model')?.trim() ?? '';
  const model = shown.models.includes(asked) ? asked : shown.models[0];
  const values: Record<string, Value> = {};
  const problems: string[] = [];
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

/** The texts that there are of settings. */
export function textsFrom(textOf: (key: string) => string | null) {
  const texts = new Map<string, string>();
  for (const {key} of settingsTable) {
    const text = textOf(key);
    if (text !== null) texts.set(key, text);
  }
  return texts;
}
