import assert from 'node:assert/strict';
import {test} from 'node:test';
import {spectrogramNetwork} from '../../web/figures/spectrogram/network.ts';
import {weightLimit} from '../../web/panels/windowed-rows/weights.ts';
import {loadCore, postStft} from '../core/load-core.ts';
import {createRun} from '../engine/helpers.ts';

const core = await loadCore();
const wave = core.normals(3, 4, 0, 2048);

/** The STFT, which stft.test.ts compares with SciPy, as the whole network's outputs. */
function reference() {
  const complex = core.stft(postStft, Float64Array.from(wave));
  const half = complex.length / 2;
  const part = (i: number) => complex[2 * (i % half) + (i < half ? 0 : 1)];
  return Float32Array.from({length: 2 * half}, (_, i) => part(i));
}

test('the shared map’s reference of a sound is its spectrogram, as the whole network’s', async t => {
  const run = createRun(t, {model: 'shared'});
  const network = spectrogramNetwork(run);
  assert.equal(await network.spectra(wave), undefined);
  assert.equal(await network.slice(0), undefined);
  await run.prepare();
  assert.deepEqual((await network.spectra(wave))?.reference, reference());
});

test('what it makes of a sound is its one slice, applied to every frame', async t => {
  const run = createRun(t, {model: 'shared'});
  await run.step(3);
  const network = spectrogramNetwork(run);
  const slice = await network.slice(20);
  const learned = (await network.spectra(wave))?.learned;
  assert.ok(slice && learned);
  assert.deepEqual([slice.length, learned.length], [256 * 258, 8514]);
  for (const [part, bin, frame] of [
    [0, 0, 0],
    [0, 5, 20],
    [1, 5, 20],
    [1, 128, 32],
  ]) {
    let sum = 0;
    for (let n = 0; n < 256; n++) sum += wave[56 * frame + n] * slice[258 * n + 129 * part + bin];
    const error = Math.abs(learned[(129 * part + bin) * 33 + frame] - sum);
    assert.ok(error < 1e-5, `${error}`); // float32 sums of 256 products of size 1
  }
});

for (const [model, workers, frame, seen] of [
  ['spectrogram', 3, 20, [1120, 1376]],
  ['shared', 2, 0, [0, 256]],
] as const) {
  test(`its picture is its weights in bytes, its slice what the frame sees: ${model}`, async t => {
    const run = createRun(t, {model, workers, optimizer: 'lms'});
    const network = spectrogramNetwork(run);
    assert.equal(await network.picture(frame), undefined);
    await run.step(2);
    const all =
      model === 'shared' ? await network.slice(frame) : await run.network?.unitRows(frame, 0, 2048);
    const spare = new Int8Array(all?.length ?? 0);
    const picture = await network.picture(frame, spare);
    assert.ok(picture && all);
    const [begin, end] = seen.map(sample => 258 * sample);
    assert.deepEqual(await network.slice(frame), all.subarray(begin, end));
    const inputs = all.length / 258;
    assert.deepEqual([picture.frame, picture.bytes.length], [frame, all.length]);
    const levels = all.map(weight => Math.round((127 * weight) / weightLimit));
    const wrong = picture.bytes.filter((byte, at) => {
      const level = levels[(at % inputs) * 258 + Math.floor(at / inputs)];
      return Math.abs(byte - Math.max(-127, Math.min(127, level))) > 1; // float32, ties to even
    });
    assert.equal(wrong.length, 0);
    assert.ok(new Set(picture.bytes).size > 100);
    const energy = (weights: Float32Array) => weights.reduce((s, w) => s + w * w, 0);
    const share = energy(all.subarray(begin, end)) / energy(all);
    assert.ok(Math.abs(picture.share - share) < 1e-6);
    assert.equal(spare.length, model === 'shared' ? all.length : 0, 'its memory is used again');
  });
}

test('when it has learned, that is the spectrogram', async t => {
  const run = createRun(t, {model: 'shared', batch: 64, 'target-loss': 1e-14});
  await run.play();
  await run.stopped();
  const spectra = await spectrogramNetwork(run).spectra(wave);
  const errors = spectra?.learned.map((value, i) => Math.abs(value - spectra.reference[i])) ?? [];
  assert.ok(Math.max(...errors) < 1e-6, `${Math.max(...errors)}`); // some ten times 1e-7
});
