import {settingsFrom, trainOptions} from '../../scripts/cli/train.ts';
import {addressFor} from '../../web/embed/demo-frame.ts';
import {readAttributes} from '../../web/embed/read-attributes.ts';
import {models, modelsWhere} from '../../web/models.ts';
import {takeRun} from '../../web/runs/shared-run.ts';
import {attributesOf, isForeign, keyProblems, settingTexts} from '../../web/settings/keys.ts';
import {readSettings, textsFrom} from '../../web/settings/reader.ts';
import type {Value} from '../../web/settings/setting.ts';

type Values = Record<string, Value>;
type Pairs = readonly (readonly [key: string, text: string])[];
/** values: all settings there are, or those read */
type Verdict = {values: Partial<Values>; problems: string[]};

/**
 * Settings as the page reads them in its address.
 * @throws RangeError naming the first that cannot be used
 */
export function fromQuery(query: URLSearchParams): Values {
  return valuesIn(query);
}

/**
 * Settings as a figure reads them in its attributes.
 * @throws RangeError naming the first that cannot be used
 */
export function fromAttributes(element: Element): Values {
  return valuesIn(attributesOf(element));
}

function valuesIn(pairs: Iterable<readonly [string, string]>) {
  const {texts, problems} = settingTexts(pairs, {passes: isForeign});
  const read = readSettings(texts);
  const [problem] = [...problems, ...read.problems];
  if (problem) throw new RangeError(problem);
  return read.values;
}

/** What is an element to the reader. */
export function elementWith(attributes: Iterable<readonly [name: string, value: string]>) {
  const list = Array.from(attributes, ([name, value]) => ({name, value}));
  const element = {
    attributes: list,
    getAttribute: (key: string) => list.find(({name}) => name === key)?.value ?? null,
  };
  return element as unknown as HTMLElement;
}

/**
 * Everything that reads settings somebody wrote, by where they stand: what the product does with them,
 * as far as it needs no document.
 */
export const readers: Record<string, (pairs: Pairs) => Verdict> = {
  // web/pages/page.ts
  'the page’s address'(pairs) {
    const query = searchParams(pairs);
    const texts = textsFrom(key => query.get(key));
    const {values, problems} = ofFigure(texts);
    return {values, problems: [...keyProblems(query), ...problems]};
  },
  // web/embed/frame.ts
  'a frame’s address'(pairs) {
    const {texts, problems} = settingTexts(searchParams(pairs));
    const figure = ofFigure(texts);
    return {values: figure.values, problems: [...problems, ...figure.problems]};
  },
  '<fourier-net>'(pairs) {
    return readAttributes(elementWith(written(pairs)));
  },
  'the frame of <fourier-net>'(pairs) {
    const address = addressFor(elementWith(written(pairs)), new URL('https://host/embed/'));
    return readers['a frame’s address']([...new URL(address).searchParams]);
  },
  // web/lab/figure-parts.ts
  'a figure’s element'(pairs) {
    const element = elementWith(written(pairs));
    const figure = ofFigure(textsFrom(key => element.getAttribute(key)));
    return {
      values: figure.values,
      problems: [...keyProblems(attributesOf(element)), ...figure.problems],
    };
  },
  'the command line'(pairs) {
    try {
      const options = trainOptions(pairs.map(([key, text]) => `--${key}=${text}`));
      return {values: settingsFrom(options) as Values, problems: []};
    } catch (error) {
      return {values: {}, problems: [(error as Error).message]};
    }
  },
};

function searchParams(pairs: Pairs) {
  return new URLSearchParams(pairs.map(([key, text]) => [key, text]));
}

/** As a document's parser has them: small letters, and the first of each. */
function written(pairs: Pairs) {
  const small = pairs.map(([key, text]) => [key.toLowerCase(), text] as const);
  return small.filter(([key], i) => small.findIndex(([other]) => other === key) === i);
}

/** What a figure makes of attributes. */
function ofFigure(texts: ReadonlyMap<string, string>): Verdict {
  const {figure} = models[readSettings(texts).model];
  const those = modelsWhere(each => each.figure === figure);
  const kind = {label: models[those[0]].label, models: those, loadsAtOnce: true};
  const {settings, problems} = takeRun(elementWith(texts), kind);
  return {values: settings as object as Values, problems};
}
