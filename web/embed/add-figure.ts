import {define, figureOf} from '../figures/figures.ts';
import {readSettings} from '../settings/reader.ts';
import {halfVisible, mayMove} from './half-visible.ts';
import {pressPlay} from './start.ts';
import type {RunFigure} from '../lab/run-figure.ts';

/**
 * Puts a figure into a place of somebody else's choice. What is wrong with its settings it says
 * itself.
 * @param settings texts by key; `autoplay` waits until half of the figure is on the screen
 * @param options seen: what has to be on the screen, instead of the figure; signal: takes the
 * figure out again
 * @throws Error when its code cannot be loaded
 */
export async function addFigure(
  place: ParentNode & Node,
  settings: ReadonlyMap<string, string>,
  {seen, signal}: {seen?: Element; signal: AbortSignal},
): Promise<RunFigure> {
  const {values, model} = readSettings(settings);
  const kind = figureOf(model);
  await define(kind);
  const figure = document.createElement(kind.name) as RunFigure;
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
