import assert from 'node:assert/strict';
import {test} from 'node:test';
import {errorCounts, halfAndAll} from '../../web/panels/weight-errors/panel.ts';

/** Counts of weights at such distances from 0. */
const countsAt = (...distances: number[]) =>
  errorCounts(Float32Array.from(distances), new Float32Array(distances.length));

/** The bars that are not empty, with what is in each. */
const filled = (counts: Uint32Array) => [...counts.entries()].filter(([, count]) => count > 0);

test('a weight is counted by its distance from the true one, either way', () => {
  const counts = errorCounts(Float32Array.of(1.5, 0.5, 1, 3), Float32Array.of(1, 1, 1, 3.25));
  // 0.5 twice, 0 and 0.25: bars of [2^-1, 1), [2^-2, 2^-1) and what is nearest.
  assert.deepEqual(filled(counts), [
    [0, 1],
    [30, 1],
    [31, 2],
  ]);
});

test('a bar is a factor of 2 wide, and its lower end belongs to it', () => {
  const below = 0.5 - 2 ** -25;
  assert.deepEqual(filled(countsAt(0.5, 0.75, below)), [
    [30, 1],
    [31, 2],
  ]);
});

test('what is beyond the bars, or no number, is in the first or the last', () => {
  const counts = countsAt(0, 1e-45, 2 ** -32, 2 ** -31.5, 8, 1e30, Infinity, NaN);
  const last = counts.length - 1;
  assert.deepEqual(filled(counts), [
    [0, 4],
    [last, 4],
  ]);
  assert.equal(
    counts.reduce((a, b) => a + b),
    8,
  );
});

test('they are counted as by their logarithms', () => {
  const distances = Float32Array.from({length: 5000}, (_, i) => 10 ** (-9 + (i / 5000) * 10));
  const expected = new Uint32Array(countsAt(0).length);
  for (const distance of distances) {
    expected[Math.max(0, Math.min(35, Math.floor(Math.log2(distance)) + 32))]++;
  }
  assert.deepEqual(errorCounts(distances, new Float32Array(5000)), expected);
});

test('half of them, and all, are within the upper ends of their bars', () => {
  assert.deepEqual(halfAndAll(countsAt(0.1, 0.1, 0.1, 3)), {half: 0.125, all: 4});
  assert.deepEqual(halfAndAll(countsAt(0.1, 3)), {half: 0.125, all: 4});
  assert.deepEqual(halfAndAll(countsAt(0.1, 3, 3)), {half: 4, all: 4});
});
