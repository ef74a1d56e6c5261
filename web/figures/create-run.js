import {browserHost} from '#host';
import {Run} from '../engine/run.js';
import {readSettings, textsFrom} from '../settings/reader.js';
import {checkShown} from '../settings/shown.js';

/** @typedef {import('./figure-kind.js').FigureKind} FigureKind */

/**
 * A run by the element's attributes. Those that cannot be used are told, and the rest still work.
 * @param {Element} element
 * @param {FigureKind} kind
 */
export function createRun(element, kind) {
  const read = readSettings(
    textsFrom(key => element.getAttribute(key)),
    kind.models,
  );
  const settings = {...read.values};
  const problems = [...read.problems];
  const {models} = kind;
  try {
    checkShown(settings.model ?? models[0], kind);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message);
    delete settings.model;
  }
  if (settings.model === 'own' && settings.matrix === undefined) {
    problems.push(
      'This link is to a run with a matrix of its own, which was too large for it: open its file ' +
        'with “Open a matrix (.npy)…”, and it is that run.',
    );
    delete settings.model;
  }
  settings.model ??= models[0];
  try {
    return {run: new Run(browserHost(), settings, kind), problems};
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message); // each is possible, but not together
    return {run: new Run(browserHost(), {model: models[0]}, kind), problems};
  }
}
