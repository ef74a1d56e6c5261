import {settingsTable} from '../../web/settings/table.ts';
import type {Random} from './cases.ts';
import type {Setting} from '../../web/settings/setting.ts';

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

/** A text that a setting cannot be. */
export function impossibleText(random: Random, {type, min = 0, max = 0}: Setting): string {
  const odd = random.of(type === 'numbers' ? oddities.filter(text => text !== '1,5') : oddities);
  const kinds = [
    () => odd,
    () => `${random.below(2 ** 31)}${odd}`,
    () => `${odd}${random.below(99)}`,
  ];
  if (type === 'integer') kinds.push(() => String(random.below(1000) + 0.5));
  if (type === 'integer' || type === 'number') {
    kinds.push(
      () => String(min - 1 - random.below(1e6)),
      () => String(2 * max + 1 + random.below(1e6)),
    );
  }
  if (type === 'schedule') {
    kinds.push(
      () => `${1 + random.below(9)}:-1`,
      () => '5:0.1,5:0.2',
    );
  }
  return random.of(kinds)();
}

/** Any value that a message may carry. */
export function anything(random: Random, depth = 0): unknown {
  const simple = [
    null,
    undefined,
    true,
    NaN,
    -0,
    1e308,
    random.below(1000) - 500,
    random.of(oddities),
    '',
    new Date(0),
    new Uint8Array(random.below(9)),
  ];
  if (depth > 2 || random.below(2) === 0) return random.of(simple);
  const count = random.below(4);
  const items = Array.from({length: count}, () => anything(random, depth + 1));
  if (random.below(2) === 0) return items;
  const names = ['type', 'protocol', 'id', 'method', 'args', 'key', 'value', random.of(oddities)];
  return Object.fromEntries(items.map(item => [random.of(names), item]));
}

export const anySetting = (random: Random) => random.of(settingsTable);
