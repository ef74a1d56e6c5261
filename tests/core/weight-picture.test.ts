import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadCore, startTrainer} from './load-core.ts';

const core = await loadCore();
const [inputs, width, units] = [2048, 258, {begin: 3, end: 6}];

test('a picture has a row a column, a byte a weight: the limit and beyond, not a number', () => {
  const shard = startTrainer(core, {model: 'spectrogram', optimizer: 'sgd', units});
  const limit = 0.5;
  const given = [
    [0, 0],
    [0.25, 64], // 63.5, to even
    [-0.25, -64],
    [0.5, 127],
    [0.6, 127],
    [-Infinity, -127],
    [NaN, -128],
    [0.001, 0],
  ] as const;
  const values = new Float32Array(inputs * width);
  const [sample, column] = [700, 131];
  given.forEach(([weight], i) => (values[(sample + i) * width + column] = weight));
  shard.setUnitState(4, 0, values);
  const bytes = new Int8Array(width * inputs);
  shard.copyPicture(4, limit, bytes, 0);
  const at = column * inputs + sample;
  assert.deepEqual(
    [...bytes.subarray(at, at + given.length)],
    given.map(([, byte]) => byte),
  );
  assert.equal(bytes.filter(byte => byte !== 0).length, 6);
  const behind = new Int8Array(bytes.length + 9);
  shard.copyPicture(4, limit, behind, 9);
  assert.deepEqual(behind.subarray(9), bytes);
  assert.deepEqual([...shard.unitRows(4, sample, sample + given.length)].filter(Boolean), [
    ...given.map(([weight]) => Math.fround(weight)).filter(Boolean),
  ]);
  shard.delete();
});

test('the squares of some inputs’ weights are summed', () => {
  const shard = startTrainer(core, {model: 'spectrogram', optimizer: 'sgd', units});
  const values = Float32Array.from({length: inputs * width}, (_, i) => (i % 7) - 3);
  shard.setUnitState(5, 0, values);
  const sum = (some: Float32Array) => some.reduce((s, w) => s + w * w, 0);
  for (const [begin, end] of [
    [0, inputs],
    [280, 536],
    [2047, 2048],
  ]) {
    const expected = sum(values.subarray(begin * width, end * width));
    assert.equal(shard.squareSum(5, begin, end), expected); // small whole numbers: exact
  }
  shard.delete();
});
