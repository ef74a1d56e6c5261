import assert from 'node:assert/strict';
import {test} from 'node:test';
import {interleaved} from '../../scripts/benchmark/interleaved.ts';
import {compare, fastestOf} from '../../scripts/benchmark/peers/compare.ts';
import {NotInstalled} from '../../scripts/benchmark/peers/not-installed.ts';
import type {Add} from '../../scripts/benchmark/main.ts';
import type {Contestant} from '../../scripts/benchmark/peers/compare.ts';

test('two rates are measured in turn, and each ratio is of one round', async () => {
  const order: string[] = [];
  const rates = (name: string, values: number[]) => async () => {
    order.push(name);
    return values.shift() ?? NaN;
  };
  const measured = await interleaved(rates('A', [8, 9, 10]), rates('B', [4, 3, 5]), 3);
  assert.deepEqual(order, ['A', 'B', 'A', 'B', 'A', 'B']);
  assert.deepEqual(measured, {ours: [8, 9, 10], theirs: [4, 3, 5], ratios: [2, 3, 2]});
});

test('of several settings the fastest stays open, and the others are closed', async () => {
  const closed: string[] = [];
  const candidates = [3, 7, 5].map(rate => opener(`${rate}`, rate, closed));
  const fastest = await fastestOf('task', 'steps/s', candidates, () => {});
  assert.equal(fastest.name, '7');
  assert.deepEqual(closed, ['3', '5']);
});

test('when one setting fails, those that are open are closed', async () => {
  const closed: string[] = [];
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
  const rows: [string, number[] | null, string | undefined][] = [];
  const absent = async () => {
    throw new NotInstalled('torch');
  };
  const peers = [
    {name: 'absent', candidates: [absent], rounds: 1, limit: {atLeast: 2}},
    {name: 'half', candidates: [opener('half', 1, [])], rounds: 1},
  ];
  const add: Add = (name, _, values, __, note) => void rows.push([name, values, note]);
  const ours = [opener('ours', 2, [])];
  await compare('task', 'steps/s', ours, peers, add, async () => true);
  const ratios = rows.filter(([name]) => name.includes(' / '));
  assert.deepEqual(ratios[0], ['task: ours / absent', null, 'not installed: torch']);
  assert.deepEqual(ratios[1].slice(0, 2), ['task: ours / half', [2]]);
});

function opener(name: string, rate: number, closed: string[]): () => Promise<Contestant> {
  return async () => ({
    name,
    rate: async () => rate,
    describe: async () => '',
    close: async () => void closed.push(name),
  });
}
