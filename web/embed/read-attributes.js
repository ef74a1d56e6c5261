import {attributesOf, isForeign, settingTexts} from '../settings/keys.js';
import {readSettings} from '../settings/reader.js';

/**
 * Settings in the attributes of an element, among which there are others.
 * @param {Element} element
 * @returns {ReturnType<typeof readSettings>}
 */
export function readAttributes(element) {
  const {texts, problems} = settingTexts(attributesOf(element), {passes: isForeign});
  const read = readSettings(texts);
  return {...read, problems: [...problems, ...read.problems]};
}
