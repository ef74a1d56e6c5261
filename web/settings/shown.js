import {checkShown} from './check.js';

/**
 * What shows a run: not every model.
 * @typedef {object} Shown
 * @property {string} label what the figure is called
 * @property {readonly string[]} models that it can show, the default first
 */

/**
 * @template {{model: string}} Settings
 * @param {Settings} settings
 * @param {Shown | null} shown null: whatever it is
 * @throws {RangeError}
 */
export function accepted(settings, shown) {
  if (shown) checkShown(settings.model, shown);
  return settings;
}
