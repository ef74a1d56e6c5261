import assert from 'node:assert/strict';
import {test} from 'node:test';
import {interleaved} from '../../scripts/benchmark/interleaved.mjs';
import {compare, fastestOf} from '../../scripts/benchmark/peers/compare.mjs';
import {NotInstalled} from '../../scripts/benchmark/peers/not-installed.mjs';

/** @typedef {import('../../scripts/benchmark/peers/compare.mjs').Contestant} Contestant */

test('two rates are measured in turn, and each ratio is of one round', async () => {
  /** @type {string[]} */
  const order = [];
  const rates = (/** @type {string} */ name, /** @type {number[]} */ values) => async () => {
    order.push(name);
    return values.shift() ?? NaN;
  };
  const measured = await interleaved(rates('A', [8, 9, 10]), rates('B', [4, 3, 5]), 3);
  assert.deepEqual(order, ['A', 'B', 'A', 'B', 'A', 'B']);
  assert.deepEqual(measured, {ours: [8, 9, 10], theirs: [4, 3, 5], ratios: [2, 3, 2]});
});

test('of several settings the fastest stays open, and the others are closed', async () => {
  /** @type {string[]} */
  const closed = [];
  const candidates = [3, 7, 5].map(rate => opener(`${rate}`, rate, closed));
  const fastest = await fastestOf('task', 'steps/s', candidates, () => {});
  assert.equal(fastest.name, '7');
  assert.deepEqual(closed, ['3', '5']);
});

test('when one setting fails, those that are open are closed', async () => {
  /** @type {string[]} */
  const closed = [];
  const broken = async () => {
    throw new Error('no');
  };
  const candidates = [opener('3', 3, closed), broken];
  await assert.rejects(
    fastestOf('task', 'steps/s', candidates, () => {}),
    /no/,
  );
  assert.deepEqual(closed, ['3']);
});

test('a peer that is not installed has a row that says so, and the next is measured', async () => {
  /** @type {[string, number[] | null, string | undefined][]} */
  const rows = [];
  const absent = async () => {
    throw new NotInstalled('torch');
  };
  const peers = [
    {name: 'absent', candidates: [absent], rounds: 1, limit: {atLeast: 2}},
    {name: 'half', candidates: [opener('half', 1, [])], rounds: 1},
  ];
  const add = (
    /** @type {string} */ name,
    /** @type {string} */ _,
    /** @type {any} */ values,
    /** @type {any} */ __,
    /** @type {string | undefined} */ note,
  ) => void rows.push([name, values, note]);
  const ours = [opener('ours', 2, [])];
  await compare('task', 'steps/s', ours, peers, add, async () => true);
  const ratios = rows.filter(([name]) => name.includes(' / '));
  assert.deepEqual(ratios[0], ['task: ours / absent', null, 'not installed: torch']);
  assert.deepEqual(ratios[1].slice(0, 2), ['task: ours / half', [2]]);
});

/**
 * @param {string} name
 * @param {number} rate
 * @param {string[]} closed
 * @returns {() => Promise<Contestant>}
 */
function opener(name, rate, closed) {
  return async () => ({
    name,
    rate: async () => rate,
    describe: async () => '',
    close: async () => void closed.push(name),
  });
}
