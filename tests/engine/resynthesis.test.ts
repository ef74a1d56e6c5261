import assert from 'node:assert/strict';
import {test} from 'node:test';
import {joinedSpectra} from '../../web/engine/spectra.ts';
import {loadCore} from '../core/load-core.ts';
import {createRun} from './helpers.ts';
import type {Core} from '../../web/engine/core-types.ts';

const [framesOfRow, hop, nperseg, inputs, outputs] = [33, 56, 256, 2048, 8514];

const post = {
  fs: 256,
  window: 'hann',
  nperseg,
  noverlap: nperseg - hop,
  nfft: nperseg,
  detrend: 'constant',
  scaling: 'density',
};

/** Samples from one row's signal to the next one's. */
const advance = framesOfRow * hop;

/** What the spectrogram model is to make of `rows` signals that follow each other in a sound. */
function referenceRows(core: Core, sound: Float32Array, rows: number) {
  const spectra = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const signal = sound.subarray(row * advance, row * advance + inputs);
    const complex = core.stft(post, Float64Array.from(signal));
    for (let i = 0; i < outputs; i++) {
      const half = outputs / 2;
      spectra[row * outputs + i] = complex[2 * (i % half) + (i < half ? 0 : 1)];
    }
  }
  return spectra;
}

test('rows of the model become one spectrogram, real and imaginary part in turn', () => {
  const rows = 3;
  const frames = rows * framesOfRow;
  // Each value says where it is: part, bin, frame of the whole sound.
  const place = (part: number, k: number, t: number) => part * 100_000 + k * 100 + t;
  const spectra = Float32Array.from({length: rows * outputs}, (_, i) => {
    const row = Math.floor(i / outputs);
    const [part, cell] = [Math.floor((i % outputs) / (outputs / 2)), i % (outputs / 2)];
    return place(part, Math.floor(cell / framesOfRow), row * framesOfRow + (cell % framesOfRow));
  });
  const expected = Float64Array.from({length: spectra.length}, (_, i) =>
    place(i % 2, Math.floor(i / 2 / frames), Math.floor(i / 2) % frames),
  );
  assert.deepEqual(joinedSpectra(spectra), {values: expected, frames});
  assert.equal(joinedSpectra(spectra.subarray(0, outputs)).frames, framesOfRow);
});

test('a long sound comes back from its rows, but for the means of its segments', async t => {
  const run = createRun(t, {workers: 2});
  await run.prepare();
  const {network} = run;
  assert.ok(network);
  const rows = 4;
  const frames = rows * framesOfRow;
  const length = nperseg + (frames - 1) * hop;
  const sound = await network.audio('violin-a4', length, 7);
  const spectra = referenceRows(await loadCore(), sound, rows);
  const {samples, weights} = await network.resynthesise(spectra);
  assert.equal(spectra.length, rows * outputs, 'the rows are still the caller’s');
  assert.equal(samples.length, length);
  assert.equal(weights.length, length);

  // What detrending took away comes back as the weighted mean of the segments' means.
  const lost = new Float64Array(length);
  const sums = new Float64Array(length);
  for (let frame = 0; frame < frames; frame++) {
    const mean = sound.subarray(frame * hop, frame * hop + nperseg).reduce((a, b) => a + b) / 256;
    for (let n = 0; n < nperseg; n++) {
      const square = (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / nperseg)) ** 2;
      lost[frame * hop + n] += square * mean;
      sums[frame * hop + n] += square;
    }
  }
  const least = 0.1 * Math.max(...weights);
  let [error, withMeans, compared, most] = [0, 0, 0, 0];
  for (let i = 0; i < length; i++) {
    most = Math.max(most, Math.abs(sound[i]));
    if (weights[i] <= least) continue;
    error = Math.max(error, Math.abs(samples[i] + lost[i] / sums[i] - sound[i]));
    withMeans = Math.max(withMeans, Math.abs(samples[i] - sound[i]));
    compared++;
  }
  assert.ok(compared >= length - 200, `${compared} of ${length} samples compared`);
  // Values rounded to 24 bits; the tolerance is four such roundings of the largest sample.
  assert.ok(
    error <= 2 ** -22 * most,
    `largest error ${error}, ${withMeans} with the means, of ${most}`,
  );
});

test('rows that are not whole are refused', async t => {
  const run = createRun(t, {workers: 1});
  await run.prepare();
  const refused = /^RangeError: The spectrum has \d+ values in \d+ frames/;
  for (const length of [0, 1, outputs - 1, outputs + 2]) {
    const answer = run.network?.resynthesise(new Float32Array(length));
    await assert.rejects(answer as Promise<unknown>, refused, `${length} values`);
  }
});
