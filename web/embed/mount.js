import tokens from '../styles/tokens.css';
import {completeSettings} from '../settings/check.js';
import {readSettings} from '../settings/reader.js';
import {addFigure} from './add-figure.js';

/** @typedef {import('../figures/run-figure.js').RunFigure} RunFigure */

/**
 * Puts a figure into a page of the demo's own origin, without a frame.
 * @param {Element} element is kept as it is; the figure becomes its last child
 * @param {Partial<Record<string, import('../settings/table.js').Value>>} [settings] over the defaults
 * @returns {Promise<{figure: RunFigure, unmount: () => void}>} unmount: ends its workers and takes it
 *   out again
 * @throws {TypeError | RangeError} naming what cannot be used, its value and what is allowed
 */
export async function mount(element, settings = {}) {
  if (!(element instanceof Element)) {
    throw new TypeError(`mount() needs an element to put the figure into, not ${element}.`);
  }
  const values = valuesOf(settings);
  const place = document.createElement('div');
  const root = place.attachShadow({mode: 'open'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens); // for this figure alone: the page's own names stay as they are
  root.adoptedStyleSheets = [sheet];
  place.dataset.theme = String(values.theme);
  element.append(place);
  const ended = new AbortController();
  const unmount = () => {
    ended.abort();
    place.remove();
  };
  const texts = new Map(
    Object.entries(settings).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, String(value)]],
    ),
  );
  try {
    const figure = await addFigure(root, texts, {signal: ended.signal});
    return {figure, unmount};
  } catch (error) {
    unmount();
    throw error;
  }
}

/**
 * @param {Partial<Record<string, import('../settings/table.js').Value>>} settings texts are read as those
 *   of attributes
 * @throws {RangeError}
 */
function valuesOf(settings) {
  const written = Object.entries(settings).filter(([, value]) => typeof value === 'string');
  const {values, problems} = readSettings(new Map(/** @type {[string, string][]} */ (written)));
  if (problems.length > 0) throw new RangeError(problems.join(' '));
  return completeSettings({...settings, ...values});
}
