import {attributesOf, isForeign, settingTexts} from '../../web/settings/keys.js';
import {readSettings} from '../../web/settings/reader.js';

/** @typedef {Record<string, import('../../web/settings/table.js').Value>} Values */

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
  return /** @type {Element} */ (/** @type {unknown} */ ({attributes: list}));
}
