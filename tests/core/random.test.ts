import assert from 'node:assert/strict';
import {test} from 'node:test';
import {largestDifference, loadCore, readJson, startTrainer} from './load-core.ts';

interface Fixture {
  philox: {counter: number[]; key: number[]; output: number[]}[];
  sequences: {
    seed: number;
    stream: number;
    sequence: number;
    words: number[];
    normals: number[];
  }[];
  glorot: {seed: number; inputs: number; outputs: number; weights: number[]}[];
}

const core = await loadCore();
const fixture = await readJson<Fixture>('random.json');

test('words are those of Philox4x32-10 for every seed, stream and sequence', () => {
  for (const {seed, stream, sequence, words} of fixture.sequences) {
    const made = [...core.words(seed, stream, sequence, words.length)];
    assert.deepEqual(made, words, `seed ${seed}, stream ${stream}, sequence ${sequence}`);
  }
});

test('the first block is the known answer that the authors of Philox publish', () => {
  const {counter, key, output} = fixture.philox[0];
  assert.deepEqual(counter, [0, 0, 0, 0]); // the others have a fourth counter word, always 0 here
  assert.deepEqual([...core.words(key[0], key[1], 0, 4)], output);
});

test('normals follow from the words by the transform of Box and Muller', () => {
  // Values up to 5.8, in float32: half an ulp (2.4e-7) each for radius, angle and product.
  const tolerance = 1e-6;
  for (const {seed, stream, sequence, normals} of fixture.sequences) {
    const made = core.normals(seed, stream, sequence, normals.length);
    const error = largestDifference(made, normals);
    assert.ok(error <= tolerance, `seed ${seed}, sequence ${sequence}: largest error ${error}`);
  }
});

test('normals agree with double precision over a quarter of a million words', () => {
  let largest = 0;
  for (let seed = 0; seed < 64; seed++) {
    const words = core.words(seed, 0, 1, 4096);
    const normals = core.normals(seed, 0, 1, 4096);
    for (let i = 0; i < words.length; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(((words[i] >>> 8) + 1) * 2 ** -24));
      const angle = 2 * Math.PI * (words[i + 1] | 0) * 2 ** -32;
      const pair = [radius * Math.cos(angle), radius * Math.sin(angle)];
      largest = Math.max(largest, largestDifference(normals.subarray(i, i + 2), pair));
    }
  }
  assert.ok(largest <= 1e-6, `largest error ${largest}`); // as above
});

test('a value depends on its place alone, not on how many are made', () => {
  const all = core.normals(42, 0, 5, 64);
  for (const count of [2, 4, 15, 16, 17, 30, 33, 63]) {
    assert.deepEqual(core.normals(42, 0, 5, count), all.slice(0, count), `${count} values`);
  }
});

test('normals have mean 0 and variance 1', () => {
  const count = 2 ** 18;
  const values = core.normals(3, 0, 0, count);
  const mean = values.reduce((a, b) => a + b, 0) / count;
  const variance = values.reduce((a, b) => a + b * b, 0) / count;
  // Five standard deviations of the estimates: 1/sqrt(N) and sqrt(2/N).
  assert.ok(Math.abs(mean) < 5 / Math.sqrt(count), `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 5 * Math.sqrt(2 / count), `variance ${variance}`);
});

test('a run starts with Glorot uniform weights that follow from the seed', () => {
  // Three float32 roundings of values below the limit 0.612: 3 * 2^-24 * 0.612.
  const tolerance = 1.1e-7;
  const squares = fixture.glorot.filter(({inputs, outputs}) => inputs === outputs);
  assert.ok(squares.length > 1);
  for (const {seed, inputs, weights} of squares) {
    const trainer = startTrainer(core, {n: inputs / 2, seed});
    const columns = [...trainer.columns()];
    const made = trainer.weights();
    const expected = weights.map((_, i) => {
      const row = Math.floor(i / inputs);
      return weights[row * inputs + columns[i % inputs]];
    });
    const error = largestDifference(made, expected);
    assert.ok(error <= tolerance, `seed ${seed}: largest error ${error}`);
    trainer.delete();
  }
});
