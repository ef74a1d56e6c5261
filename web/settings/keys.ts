import {shownValue} from './shown-value.ts';
import {settingsTable} from './table.ts';

/** Keys that somebody wrote, beside a text each. */

const keys = settingsTable.map(({key}) => key);

/**
 * The texts of settings, by key, and what is wrong with the keys; the first text counts.
 * @param options passes: whether a key that is nearly a setting's, or none at all, is somebody
 * else's
 */
export function settingTexts(
  pairs: Iterable<readonly [key: string, text: string]>,
  {passes = () => false}: {passes?: (key: string) => boolean} = {},
): {texts: Map<string, string>; problems: string[]} {
  const texts = new Map<string, string>();
  const problems = new Set<string>();
  for (const [key, text] of pairs) {
    const first = texts.get(key);
    if (first !== undefined) {
      problems.add(`${key} is given more than once: the first, ${shownValue(first)}, counts.`);
    } else if (keys.includes(key)) {
      texts.set(key, text);
    } else if (!passes(key)) {
      const meant = meantBy(key, keys);
      const hint = meant && ` Is ${meant} meant?`;
      problems.add(`${shownValue(key)} is not a setting: there are ${keys.join(', ')}.${hint}`);
    }
  }
  return {texts, problems: [...problems]};
}

/**
 * What is neither a setting's key nor nearly one: other programs put keys of theirs there, too.
 */
export function isForeign(key: string) {
  return meantBy(key, keys) === '';
}

/**
 * What is wrong with keys among which there are other programs': of a page's address, of an element.
 */
export function keyProblems(pairs: Iterable<readonly [key: string, text: string]>) {
  return settingTexts(pairs, {passes: isForeign}).problems;
}

/** The attributes of an element as keys and texts. */
export function attributesOf({attributes}: Element) {
  return [...attributes].map(({name, value}) => [name, value] as const);
}

/**
 * The key that another one was meant to be: it is written in another way (N, target_loss), or a
 * letter differs.
 * @returns empty where there is none
 */
export function meantBy(key: string, known: readonly string[]): string {
  const plain = plainly(key);
  const lower = key.toLowerCase();
  const sameLetters = known.find(each => plainly(each) === plain);
  return sameLetters ?? known.find(each => isLetterAway(lower, each)) ?? '';
}

function plainly(key: string) {
  return key
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Whether a letter is missing, too much or another one, or two have changed places; something has to
 * be left of what was meant.
 */
function isLetterAway(a: string, b: string) {
  let begin = 0;
  while (begin < a.length && a[begin] === b[begin]) begin++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - begin && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(begin, a.length - end), b.slice(begin, b.length - end)];
  if (x.length === 2 && y.length === 2) return x[0] === y[1] && x[1] === y[0];
  return x.length <= 1 && y.length <= 1 && begin + end > 0;
}
