import {define, figureOf} from '../figures/by-model.js';
import {readSettings} from '../settings/reader.js';
import {halfVisible, mayMove} from './half-visible.js';
import {pressPlay} from './start.js';

/** @typedef {import('../figures/run-figure.js').RunFigure} RunFigure */

/**
 * Puts a figure into a place of somebody else's choice. What is wrong with its settings it says
 * itself.
 * @param {ParentNode & Node} place
 * @param {ReadonlyMap<string, string>} settings texts by key; `autoplay` waits until half of the
 *   figure is on the screen
 * @param {{seen?: Element, signal: AbortSignal}} options seen: what has to be on the screen, instead
 *   of the figure; signal: takes the figure out again
 * @returns {Promise<RunFigure>}
 * @throws {Error} when its code cannot be loaded
 */
export async function addFigure(place, settings, {seen, signal}) {
  const {values, model} = readSettings(settings);
  const kind = figureOf(model);
  await define(kind);
  const figure = /** @type {RunFigure} */ (document.createElement(kind.name));
  for (const [key, text] of settings) {
    // By itself, a figure starts as soon as any of it is seen.
    if (key !== 'autoplay' || !('autoplay' in values)) figure.setAttribute(key, text);
  }
  signal.addEventListener('abort', () => figure.remove());
  if (signal.aborted) return figure;
  place.append(figure);
  if (values.autoplay === true && mayMove()) {
    void halfVisible(seen ?? figure, signal).then(() => {
      if (figure.state !== 'running') pressPlay(figure); // its reader may have been faster
    });
  }
  return figure;
}
