import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  rowCount,
  rowsOf,
  signalToNoise,
  transformSound,
} from '../../web/figures/spectrogram/sound-rows.ts';
import {largestDifference, loadCore, postStft} from '../core/load-core.ts';

const core = await loadCore();
const [bins, frames, outputs] = [129, 33, 8514];

/** A network that has learned everything, with everything’s sign turned as reference. */
const exact = {
  /** rows in each call */
  calls: [] as number[],
  async predict(rows: Float32Array) {
    const count = rows.length / 2048;
    this.calls.push(count);
    const prediction = new Float32Array(count * outputs);
    for (let row = 0; row < count; row++) {
      const spectrum = core.stft(
        postStft,
        Float64Array.from(rows.slice(2048 * row).slice(0, 2048)),
      );
      for (let i = 0; i < outputs / 2; i++) {
        prediction[row * outputs + i] = spectrum[2 * i];
        prediction[row * outputs + outputs / 2 + i] = spectrum[2 * i + 1];
      }
    }
    return {prediction, reference: prediction.map(value => -value)};
  },
};

test('as many rows as see every sample', () => {
  assert.equal(rowCount(2048), 1);
  assert.equal(rowCount(2049), 2);
  assert.equal(rowCount(2048 + 1848), 2);
  assert.equal(rowCount(2048 + 1848 + 1), 3);
  assert.equal(rowCount(480_000), 260);
});

test('rows begin 1848 samples apart; after the end there are zeros', () => {
  const samples = Float32Array.from({length: 4000}, (_, i) => i + 1);
  const rows = rowsOf(samples, 1, 2);
  assert.equal(rows.length, 2 * 2048);
  assert.deepEqual([rows[0], rows[2047]], [1849, 1848 + 2048]);
  assert.deepEqual([rows[2048], rows[2048 + 303]], [3697, 4000]);
  assert.ok(rows.subarray(2048 + 304).every(value => value === 0));
});

test('row after row, the frames are those of the whole sound', async () => {
  const length = 256 + 56 * (9 * frames - 1); // fills nine rows: more than one call
  const samples = core.normals(5, 0, 0, length);
  const whole = core.stft(postStft, Float64Array.from(samples));
  const spectra = await transformSound(exact, samples, () => true);
  assert.deepEqual(exact.calls, [8, 1]);
  const columns = whole.length / 2 / bins;
  assert.equal(columns, 9 * frames);
  const joined = new Float64Array(whole.length);
  for (let bin = 0; bin < bins; bin++) {
    for (let column = 0; column < columns; column++) {
      const row = Math.floor(column / frames);
      const from = row * outputs + bin * frames + (column % frames);
      const to = 2 * (bin * columns + column);
      joined[to] = spectra?.learned[from] ?? NaN;
      joined[to + 1] = -(spectra?.reference[from + outputs / 2] ?? NaN);
    }
  }
  // Values of size 0.2 rounded to float32.
  assert.ok(largestDifference(joined, whole) < 3e-8);
});

test('nobody waits any more: it ends after the call under way', async () => {
  exact.calls = [];
  assert.equal(await transformSound(exact, new Float32Array(60_000), () => false), null);
  assert.equal(exact.calls.length, 1);
});

test('SNR in decibels', () => {
  const weights = [1, 1, 1, 1];
  const reference = [3, -4, 3, -4];
  assert.ok(Math.abs(signalToNoise(reference, [2, -4, 4, -4], weights) - 13.9794) < 1e-4);
  assert.equal(signalToNoise(reference, [0, 0, 0, 0], weights), 0);
  assert.equal(signalToNoise(reference, reference, weights), Infinity);
  assert.ok(Number.isNaN(signalToNoise(reference, [NaN, 0, 0, 0], weights)));
});

test('samples that windows hardly cover do not count in the SNR', () => {
  const other = [1e9, 2, 2, 1e9];
  assert.equal(signalToNoise([1, 1, 1, 1], other, [0.39, 4, 4, 0]), 0);
  assert.ok(signalToNoise([1, 1, 1, 1], other, [0.41, 4, 4, 0]) < -100);
});
