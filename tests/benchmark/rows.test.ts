import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeRow, markdownTables, rowLine} from '../../scripts/benchmark/rows.ts';

const ratio = makeRow('ours / theirs', 'x', [3, 1, 2], {atLeast: 4}, 'two threads');

test('a row holds the median, the range and whether the limit is reached by the median', () => {
  assert.deepEqual(ratio, {
    name: 'ours / theirs',
    unit: 'x',
    limit: 'at least 4',
    reached: false,
    note: 'two threads',
    median: 2,
    min: 1,
    max: 3,
    runs: 3,
  });
  assert.equal(makeRow('time', 'ms', [500], {atMost: 500}).reached, true);
  assert.equal(makeRow('time', 'ms', [501], {atMost: 500}).reached, false);
  assert.equal(makeRow('time', 'ms', [501], 'aim 500').reached, undefined);
});

test('a line for the terminal says all of it', () => {
  assert.match(
    rowLine(ratio),
    /^ours \/ theirs +2 x \(1 to 3, 3 runs\); at least 4, NOT REACHED \[two threads\]$/,
  );
  const missing = makeRow('ours / theirs', 'x', null, {atLeast: 4}, 'not installed: torch');
  assert.match(rowLine(missing), /^ours \/ theirs +not installed: torch; at least 4$/);
});

test('rows with a limit come in the first Markdown table, the others in the second', () => {
  const rows = [makeRow('rate', 'steps/s', [1234.5]), ratio];
  const head = '| what | median (min to max) | limit | reached |\n|---|---|---|---|\n';
  assert.equal(
    markdownTables(rows),
    `${head}| ours / theirs | 2 x (1 to 3, 3 runs) | at least 4 | **no** |\n\n` +
      `${head}| rate | 1235 steps/s |  |  |`,
  );
});

test('a bar in a name does not end a cell', () => {
  assert.match(markdownTables([makeRow('a|b', 's', [1])]), /\| a\\\|b \| 1 s \|/);
});
