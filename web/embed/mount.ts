import tokens from '../styles/tokens.css';
import {completeSettings} from '../settings/check.ts';
import {readSettings} from '../settings/reader.ts';
import {addFigure} from './add-figure.ts';
import type {RunFigure} from '../lab/run-figure.ts';
import type {Value} from '../settings/setting.ts';

/**
 * Puts a figure into a page of the demo's own origin, without a frame.
 * @param element is kept as it is; the figure becomes its last child
 * @param settings over the defaults
 * @returns unmount: ends its workers and takes it out again
 * @throws TypeError | RangeError naming what cannot be used, its value and what is allowed
 */
export async function mount(
  element: Element,
  settings: Partial<Record<string, Value>> = {},
): Promise<{figure: RunFigure; unmount: () => void}> {
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
 * @param settings texts are read as those of attributes
 * @throws RangeError
 */
function valuesOf(settings: Partial<Record<string, Value>>) {
  const written = Object.entries(settings).filter(([, value]) => typeof value === 'string');
  const {values, problems} = readSettings(new Map(written as [string, string][]));
  if (problems.length > 0) throw new RangeError(problems.join(' '));
  return completeSettings({...settings, ...values});
}
