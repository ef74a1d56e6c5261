import {settingsFrom, trainOptions} from '../../scripts/cli/train.mjs';
import {addressFor} from '../../web/embed/demo-frame.js';
import {readAttributes} from '../../web/embed/read-attributes.js';
import {figureLabels} from '../../web/figures/labels.js';
import {figureOf} from '../../web/figures/by-model.js';
import {createRun} from '../../web/figures/create-run.js';
import {attributesOf, isForeign, keyProblems, settingTexts} from '../../web/settings/keys.js';
import {readSettings, textsFrom} from '../../web/settings/reader.js';

/** @typedef {Record<string, import('../../web/settings/table.js').Value>} Values */
/** @typedef {readonly (readonly [key: string, text: string])[]} Pairs */
/** @typedef {{values: Partial<Values>, problems: string[]}} Verdict values: all settings there are, or those read */

/**
 * Settings as the page reads them in its address.
 * @param {URLSearchParams} query
 * @returns {Values}
 * @throws {RangeError} naming the first that cannot be used
 */
export function fromQuery(query) {
  return valuesIn(query);
}

/**
 * Settings as a figure reads them in its attributes.
 * @param {Element} element
 * @returns {Values}
 * @throws {RangeError} naming the first that cannot be used
 */
export function fromAttributes(element) {
  return valuesIn(attributesOf(element));
}

/** @param {Iterable<readonly [string, string]>} pairs */
function valuesIn(pairs) {
  const {texts, problems} = settingTexts(pairs, {passes: isForeign});
  const read = readSettings(texts);
  const [problem] = [...problems, ...read.problems];
  if (problem) throw new RangeError(problem);
  return read.values;
}

/**
 * What is an element to the reader.
 * @param {Iterable<readonly [name: string, value: string]>} attributes
 */
export function elementWith(attributes) {
  const list = Array.from(attributes, ([name, value]) => ({name, value}));
  const element = {
    attributes: list,
    getAttribute: (/** @type {string} */ key) => list.find(({name}) => name === key)?.value ?? null,
  };
  return /** @type {HTMLElement} */ (/** @type {unknown} */ (element));
}

/**
 * Everything that reads settings somebody wrote, by where they stand: what the product does with them,
 * as far as it needs no document.
 * @type {Record<string, (pairs: Pairs) => Verdict>}
 */
export const readers = {
  // web/page.js
  'the page’s address'(pairs) {
    const query = searchParams(pairs);
    const texts = textsFrom(key => query.get(key));
    const {values, problems} = ofFigure(texts);
    return {values, problems: [...keyProblems(query), ...problems]};
  },
  // web/embed/frame.js
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
  // web/figures/figure-parts.js
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
      return {values: /** @type {Values} */ (settingsFrom(options)), problems: []};
    } catch (error) {
      return {values: {}, problems: [/** @type {Error} */ (error).message]};
    }
  },
};

/** @param {Pairs} pairs */
function searchParams(pairs) {
  return new URLSearchParams(pairs.map(([key, text]) => [key, text]));
}

/** As a document's parser has them: small letters, and the first of each. @param {Pairs} pairs */
function written(pairs) {
  const small = pairs.map(([key, text]) => /** @type {const} */ ([key.toLowerCase(), text]));
  return small.filter(([key], i) => small.findIndex(([other]) => other === key) === i);
}

/**
 * What a figure makes of attributes.
 * @param {ReadonlyMap<string, string>} texts
 * @returns {Verdict}
 */
function ofFigure(texts) {
  const {models} = figureOf(readSettings(texts).model);
  const shown = {label: figureLabels[models[0]], models};
  const {run, problems} = createRun(elementWith(texts), shown);
  return {values: /** @type {any} */ (run.settings), problems};
}
