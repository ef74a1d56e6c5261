import {settingsTable} from '../../web/settings/table.ts';
import type {Random} from './cases.ts';
import type {Setting} from '../../web/settings/setting.ts';

/** Texts that are a value of no setting. */
const oddities = [
  '',
  ' ',
  '\u0000',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '1_000',
  '1,5',
  '٣',
  '１２',
  '1e999',
  '-1',
  '1.5.2',
  '--1',
  '+-1',
  'e5',
  'null',
  'undefined',
  'constructor',
  '__proto__',
  'toString',
  '%',
  '%zz',
  '\ud800',
  '[object Object]',
  '{"n":8}',
  "'; DROP TABLE runs; --",
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'javascript:alert(1)',
  '${7*7}{{7*7}}',
  '..%2f..%2fetc%2fpasswd',
  '1:0.1,',
  '0:1',
  '2:1,1:1',
  '1:0.1;2:0.1',
  '9'.repeat(400),
  'a'.repeat(20_000),
];

/** Keys of no setting, some of them dangerous to look up. */
const foreignKeys = ['utm_source', '__proto__', 'constructor', 'toString', 'N', 'seed ', ''];

/** A query with one to four settings of which at least one is no good, mostly. */
export function malformedQuery(random: Random): string {
  const parts = Array.from({length: 1 + random.below(4)}, () => {
    const setting = random.of(settingsTable);
    const key = random.chance(0.1) ? random.of(foreignKeys) : setting.key;
    const value = malformedValue(setting, random);
    const encode = random.chance(0.9);
    return `${encodeURIComponent(key)}=${encode ? encoded(value) : value}`;
  });
  return parts.join(random.chance(0.95) ? '&' : random.of(['&&', ';', '&=&', '?']));
}

function malformedValue({values = [], min = 0, max = 1, type}: Setting, random: Random) {
  const good = String(type === 'schedule' ? '10:0.1,20:0.01' : (values[0] ?? min));
  switch (random.below(6)) {
    case 0:
      return random.text(1 + random.below(30));
    case 1: {
      const at = random.below(good.length + 1);
      return good.slice(0, at) + random.text(1) + good.slice(at + random.below(2));
    }
    case 2:
      return String(max * 1.5 + random.below(1000));
    case 3:
      return String(-1 - random.bits() / 3);
    default:
      return random.of(oddities);
  }
}

/** @param text perhaps with lone surrogates, which have no encoding */
function encoded(text: string) {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '\ufffd'));
}
