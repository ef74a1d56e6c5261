import {attributesOf, isForeign, settingTexts} from '../settings/keys.ts';
import {readSettings} from '../settings/reader.ts';

/** Settings in the attributes of an element, among which there are others. */
export function readAttributes(element: Element): ReturnType<typeof readSettings> {
  const {texts, problems} = settingTexts(attributesOf(element), {passes: isForeign});
  const read = readSettings(texts);
  return {...read, problems: [...problems, ...read.problems]};
}
