import {settingsTable} from '../../web/settings/table.js';

/** Another one by FUZZ_SEED=number; every failure names its seed and its case. */
export const seed = Number(process.env.FUZZ_SEED ?? 20261123);

/** @typedef {ReturnType<typeof randomOf>} Random */

/**
 * Numbers that follow from a seed: a linear congruential generator (Numerical Recipes), its upper bits.
 * @param {number} start
 */
export function randomOf(start) {
  let state = start >>> 0;
  /** @param {number} count @returns {number} 0 to count - 1 */
  const below = count => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return {
    below,
    /**
     * @template Item
     * @param {readonly Item[]} items
     * @returns {Item}
     */
    pick: items => items[below(items.length)],
  };
}

/** What nobody means: markup, code, names of the language, odd characters, long texts. */
const oddities = [
  '<img src=x onerror="window.injected=true">',
  '"><script>window.injected=true</script>',
  "javascript:window.injected=true//'",
  '${window.injected=true}',
  '{{constructor.constructor("window.injected=true")()}}',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '0x10',
  '1_000',
  '１２８',
  '1,5',
  '--1',
  '1e+-',
  '..',
  '\0',
  '\u202e128',
  '💥',
  '%',
  '[object Object]',
  'null',
  'undefined',
  ' ; DROP TABLE weights',
  'x'.repeat(5000),
];

/**
 * A text that a setting cannot be.
 * @param {Random} random
 * @param {import('../../web/settings/table.js').Setting} setting
 * @returns {string}
 */
export function impossibleText({below, pick}, {type, min = 0, max = 0}) {
  const odd = pick(oddities);
  const kinds = [() => odd, () => `${below(2 ** 31)}${odd}`, () => `${odd}${below(99)}`];
  if (type === 'integer') kinds.push(() => String(below(1000) + 0.5));
  if (type === 'integer' || type === 'number') {
    kinds.push(
      () => String(min - 1 - below(1e6)),
      () => String(2 * max + 1 + below(1e6)),
    );
  }
  if (type === 'schedule') {
    kinds.push(
      () => `${1 + below(9)}:-1`,
      () => '5:0.1,5:0.2',
    );
  }
  return pick(kinds)();
}

/**
 * Any value that a message may carry.
 * @param {Random} random
 * @param {number} [depth]
 * @returns {unknown}
 */
export function anything(random, depth = 0) {
  const {below, pick} = random;
  const simple = [
    null,
    undefined,
    true,
    NaN,
    -0,
    1e308,
    below(1000) - 500,
    pick(oddities),
    '',
    new Date(0),
    new Uint8Array(below(9)),
  ];
  if (depth > 2 || below(2) === 0) return pick(simple);
  const count = below(4);
  const items = Array.from({length: count}, () => anything(random, depth + 1));
  if (below(2) === 0) return items;
  const names = ['type', 'protocol', 'id', 'method', 'args', 'key', 'value', pick(oddities)];
  return Object.fromEntries(items.map(item => [pick(names), item]));
}

/** @param {Random} random */
export const anySetting = ({pick}) => pick(settingsTable);
