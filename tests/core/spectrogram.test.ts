import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import {dividedUnits} from '../../web/engine/division.ts';
import {largestDifference, loadCore, shardConfig, startTrainer, sum} from './load-core.ts';

const core = await loadCore();
const [samples, bins, frames, hop, nperseg] = [2048, 129, 33, 56, 256];
const post = {
  fs: 256,
  window: 'hann',
  nperseg,
  noverlap: 200,
  nfft: 256,
  detrend: 'constant',
  scaling: 'density',
};

/**
 * The reference STFT (compared with SciPy in stft.test.ts) as the model's outputs: real block, then
 * imaginary block, in each bin k of frame t at k * frames + t.
 */
function spectrogramOf(signal: Float32Array) {
  const complex = core.stft(post, Float64Array.from(signal));
  const half = complex.length / 2;
  return Float32Array.from(
    {length: 2 * half},
    (_, i) => complex[2 * (i % half) + (i < half ? 0 : 1)],
  );
}

test('the spectrogram model is 2048 x 8514 in 33 frames, the shared one 256 x 258', () => {
  const [c, all] = [2 * bins, 2 * bins * frames];
  assert.deepEqual(
    {...core.shapeOf(shardConfig({model: 'spectrogram'}))},
    {inputs: samples, outputs: all, units: frames, rows: samples, columns: all},
  );
  assert.deepEqual(
    {...core.shapeOf(shardConfig({model: 'shared'}))},
    {inputs: nperseg, outputs: c, units: bins, rows: nperseg, columns: c},
  );
});

test('its targets are the STFT, rounded once, real block before imaginary block', () => {
  const trainer = new core.Trainer(shardConfig({model: 'spectrogram', optimizer: 'sgd'}));
  const signal = core.normals(3, 4, 0, samples);
  assert.deepEqual(trainer.reference(signal), spectrogramOf(signal));
  trainer.delete();
});

test('its optimum is a band of 256 samples a frame that makes the STFT, detrending included', () => {
  const trainer = new core.Trainer(shardConfig({model: 'spectrogram', optimizer: 'sgd'}));
  const weights = trainer.weights(); // before training: the optimum, rounded
  const outputs = 2 * bins * frames;
  for (const frame of [0, 10, 32]) {
    for (const column of [5 * frames + frame, (bins + 5) * frames + frame]) {
      const inBand = (row: number) => row >= frame * hop && row < frame * hop + nperseg;
      for (let row = 0; row < samples; row++) {
        if (!inBand(row)) assert.equal(weights[row * outputs + column], 0, `row ${row}`);
      }
    }
  }
  const signal = core.normals(3, 4, 1, samples).map(value => value + 3); // a mean to subtract
  const error = largestDifference(trainer.predict(signal), spectrogramOf(signal));
  // 256 products of size 4 * 0.006 rounded to 24 bits, summed: about 16 roundings of 2^-24 * 0.4.
  assert.ok(error <= 2e-6, `largest error ${error}`);
  trainer.delete();
});

for (const optimizer of ['amsgrad', 'kaczmarz']) {
  test(`its training gives the same bits however frames are divided: ${optimizer}`, () => {
    const seen = new Set<string>();
    for (const count of [1, 2, 3, 5, 8]) {
      const whole = new Float32Array(samples * 2 * bins * frames);
      const squares: number[] = [];
      for (const units of dividedUnits(frames, count)) {
        const shard = startTrainer(core, {
          model: 'spectrogram',
          optimizer,
          learningRate: 1e-3,
          batch: 6,
          units,
        });
        for (let step = 0; step < 2; step++) while (!shard.advance());
        squares.push(...shard.batchSquares());
        const columns = shard.columns();
        const values = shard.weights();
        for (let row = 0, from = 0; row < samples; row++) {
          for (const column of columns) whole[row * 2 * bins * frames + column] = values[from++];
        }
        shard.delete();
      }
      const hash = createHash('sha256').update(new Uint8Array(whole.buffer));
      seen.add(hash.update(new Uint8Array(Float64Array.from(squares).buffer)).digest('hex'));
    }
    assert.equal(seen.size, 1);
  });
}

test('a large step is done in slices: its inputs, the errors, the corrections some rows at a time', () => {
  const config = {model: 'spectrogram', batch: 1024, units: {begin: 0, end: 8}};
  const trainer = new core.Trainer(shardConfig(config));
  let slices = 1;
  while (!trainer.advance()) slices++;
  assert.equal(slices, 1 + 2 * (1 + 5), 'inputs; of both blocks the errors and 2048 rows by 448');
  trainer.delete();
});

test('the shared model learns the frame of the spectrogram', () => {
  const config = {model: 'shared', batch: 64, examples: 15000};
  const learningRate = core.defaultLearningRate(shardConfig(config));
  const trainer = startTrainer(core, {...config, learningRate});
  const signal = core.normals(3, 4, 2, samples);
  const reference = trainer.reference(signal.subarray(0, nperseg));
  const spectrogram = spectrogramOf(signal);
  const firstFrame = Float32Array.from({length: 2 * bins}, (_, i) => spectrogram[i * frames]);
  assert.deepEqual(reference, firstFrame);
  for (let step = 0; step < 200; step++) while (!trainer.advance());
  while (!trainer.advanceEvaluation());
  const loss = sum(trainer.heldOutSquares()) / (512 * 2 * bins);
  assert.ok(loss <= 1e-15, `held-out loss ${loss}`);
  trainer.delete();
});
