import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNumber} from '../../web/settings/number.ts';

const read: [text: string, number: number][] = [
  ['-0', 0],
  ['-0.000', 0],
  ['0e5', 0],
  ['+.5', 0.5],
  [' -1e-9 ', -1e-9],
  ['5e-324', 5e-324],
  ['1e-400', NaN], // it would be held as 0, which it is not
  ['-1e-400', NaN],
  ['1e999', Infinity],
  ['0x10', NaN],
  ['', NaN],
];

for (const [text, number] of read) {
  test(`“${text}” is ${number}`, () => assert.ok(Object.is(parseNumber(text), number)));
}
