import assert from 'node:assert/strict';
import {test} from 'node:test';
import {toQuery} from '../../web/settings/codecs.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {createRun, digest} from './helpers.ts';
import {fromQuery} from '../settings/readers.ts';
import type {Run} from '../../web/engine/run.ts';

const n = 16;
const tones = {n, data: 'tones', batch: 32};

/** How wrong the network is for a pure tone of each bin, relative to the answer. */
async function errors(run: Run) {
  const rows = new Float32Array(n * 2 * n);
  for (let bin = 0; bin < n; bin++) {
    for (let m = 0; m < n; m++) {
      const angle = (2 * Math.PI * bin * m) / n;
      rows[bin * 2 * n + m] = Math.cos(angle);
      rows[bin * 2 * n + n + m] = Math.sin(angle);
    }
  }
  assert.ok(run.network);
  const {prediction, reference} = await run.network.predict(rows);
  return Array.from({length: n}, (_, bin) => {
    let [error, norm] = [0, 0];
    for (let i = bin * 2 * n; i < (bin + 1) * 2 * n; i++) {
      error += (prediction[i] - reference[i]) ** 2;
      norm += reference[i] ** 2;
    }
    return Math.sqrt(error / norm);
  });
}

const given = (bin: number) => [1, 5, 9, 13].includes(bin);

test('on tones it learns their four bins, and of the others nothing', async t => {
  const run = createRun(t, tones);
  await run.prepare();
  const before = await errors(run);
  await run.step(60);
  const after = await errors(run);
  for (let bin = 0; bin < n; bin++) {
    if (given(bin)) assert.ok(after[bin] < 1e-6, `bin ${bin}: ${after[bin]}`);
    else assert.ok(Math.abs(after[bin] - before[bin]) < 1e-6, `bin ${bin}: ${after[bin]}`);
  }
  assert.ok(run.progress.loss < 1e-12, String(run.progress.loss));
  assert.ok(run.progress.heldOutLoss > 5, String(run.progress.heldOutLoss)); // it is on noise
});

test('tones make the same bits whatever the number of workers, and after a reset', async t => {
  const alone = createRun(t, tones);
  const shared = createRun(t, {...tones, workers: 3});
  await Promise.all([alone.step(20), shared.step(20)]);
  const bits = await digest(alone);
  assert.equal(await digest(shared), bits);
  await alone.reset();
  await alone.step(20);
  assert.equal(await digest(alone), bits);
  await alone.configure({data: 'noise'});
  await alone.step(20);
  assert.notEqual(await digest(alone), bits);
});

test('a saved run on tones goes on with noise, from the same weights', async t => {
  const run = createRun(t, tones);
  await run.step(60);
  const pieces: Uint8Array[] = [];
  await run.save(async bytes => pieces.push(bytes.slice()));
  const bytes = new Uint8Array(Buffer.concat(pieces));
  const weights = await digest(run);
  const reader = () => {
    let at = 0;
    return async (length: number) => bytes.slice(at, (at += length));
  };
  await run.open(reader, {changes: {data: 'noise'}});
  assert.equal(await digest(run), weights);
  assert.equal(run.progress.step, 60);
  await run.step(100);
  for (const error of await errors(run)) assert.ok(error < 1e-6, String(error));
});

test('data stands in links, and is refused where it has no use', () => {
  assert.equal(toQuery(completeSettings({data: 'tones'})).get('data'), 'tones');
  assert.equal(fromQuery(new URLSearchParams('data=tones')).data, 'tones');
  assert.throws(
    () => completeSettings({data: 'tones', model: 'spectrogram'}),
    /^RangeError: data=tones is not used by model=spectrogram: it belongs to dft\.$/,
  );
  assert.throws(
    () => completeSettings({data: 'tones', optimizer: 'exact'}),
    /^RangeError: data=tones is not used by optimizer=exact\.$/,
  );
});
