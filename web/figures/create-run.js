import {browserHost} from '#host';
import {Run} from '../engine/run.js';
import {parseSetting} from '../settings/check.js';
import {settingsTable} from '../settings/table.js';

/** @typedef {import('./figure-kind.js').FigureKind} FigureKind */
/** @typedef {import('../settings/table.js').Value} Value */

/**
 * Why a figure does not take a model over.
 * @param {Value} model
 * @param {FigureKind} kind
 */
export function notShown(model, {models}) {
  return `model=${model} is not possible here: this figure shows ${models.join(', ')}.`;
}

/**
 * A run by the element's attributes. Those that cannot be used are told, and the rest still work.
 * @param {Element} element
 * @param {FigureKind} kind
 */
export function createRun(element, kind) {
  /** @type {Record<string, Value>} */
  const settings = {};
  /** @type {string[]} */
  const problems = [];
  const [model] = kind.models;
  const asked = element.getAttribute('model') ?? model;
  const shown = kind.models.includes(asked) ? asked : model;
  for (const {key} of settingsTable) {
    const text = element.getAttribute(key);
    if (text === null) continue;
    try {
      settings[key] = parseSetting(key, text, shown);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(error.message);
    }
  }
  if (!kind.models.includes(String(settings.model ?? model))) {
    problems.push(notShown(settings.model, kind));
    delete settings.model;
  }
  if (settings.model === 'own' && settings.matrix === undefined) {
    problems.push(
      'This link is to a run with a matrix of its own, which was too large for it: open its file ' +
        'with “Open a matrix (.npy)…”, and it is that run.',
    );
    delete settings.model;
  }
  settings.model ??= model;
  try {
    return {run: new Run(browserHost(), settings), problems};
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message); // each is possible, but not together
    return {run: new Run(browserHost(), {model}), problems};
  }
}
