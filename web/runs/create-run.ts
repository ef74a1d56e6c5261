import {browserHost} from '#host';
import {Run} from '../engine/run.ts';
import {readSettings, textsFrom} from '../settings/reader.ts';
import type {Shown} from '../settings/shown.ts';

/**
 * A run by the element's attributes. Those that cannot be used are told, and the rest still work.
 * @returns hasOthers: attributes that are no settings, but may have been meant to be
 */
export function createRun(
  element: Element,
  kind: Shown,
): {run: Run; problems: string[]; hasOthers: boolean} {
  const texts = textsFrom(key => element.getAttribute(key));
  const hasOthers = [...element.attributes].some(({name}) => !texts.has(name) && name !== 'id');
  const {values, model, problems} = readSettings(texts, kind);
  const settings = {...values, model};
  const [usual] = kind.models;
  if (model === 'own' && values.matrix === undefined) {
    problems.push(
      'This link is to a run with a matrix of its own, which was too large for it: open its file ' +
        'with “Open a matrix (.npy)…”, and it is that run.',
    );
    settings.model = usual;
  }
  try {
    return {run: new Run(browserHost(), settings, kind), problems, hasOthers};
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message); // each is possible, but not together
    return {run: new Run(browserHost(), {model: usual}, kind), problems, hasOthers};
  }
}
