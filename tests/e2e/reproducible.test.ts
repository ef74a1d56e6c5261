import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {useBrowser} from './browser.ts';
import {call, press, ready, readoutMatching, weightsDigest} from './figure.ts';
import type {TestContext} from 'node:test';

const pages = useBrowser();

/** SHA-256 of the weights that the command line trains. */
async function trainedByNode(t: TestContext, settings: Record<string, string>) {
  const file = (await createFolder(t))('W.npy');
  const flags = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]);
  const {status, stderr} = await fourierNet('train', ...flags, '--steps', '100', '--save', file);
  assert.equal(status, 0, stderr);
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

for (const optimizer of ['lms', 'amsgrad']) {
  for (const workers of ['1', '2']) {
    const settings = {optimizer, workers, kernel: 'simd128', seed: '7'};
    const name = `${optimizer} with ${workers} worker${workers === '1' ? '' : 's'}`;
    test(`${name}: 100 steps give the same bits here and in Node, twice and after Reset`, async t => {
      const query = `?${new URLSearchParams({...settings, speed: 'max'})}`;
      const {page} = await pages.open(t, {query});
      await ready(page);
      await call(page, 'step', 100);
      const first = await weightsDigest(page);
      await press(page, 'Reset');
      await readoutMatching(page, 'Step', /^0$/);
      assert.notEqual(await weightsDigest(page), first);
      await call(page, 'step', 100);
      assert.equal(await weightsDigest(page), first, 'after Reset');

      const {page: second} = await pages.open(t, {query});
      await ready(second);
      await call(second, 'step', 60);
      await call(second, 'step', 40);
      assert.equal(await weightsDigest(second), first, 'on another page');

      assert.equal(await trainedByNode(t, settings), first, 'in Node');
    });
  }
}

test('another seed gives other bits', async t => {
  const digests = [];
  for (const seed of ['7', '8']) {
    const {page} = await pages.open(t, {query: `?kernel=simd128&optimizer=lms&n=16&seed=${seed}`});
    await ready(page);
    await call(page, 'step', 10);
    digests.push(await weightsDigest(page));
  }
  assert.notEqual(digests[0], digests[1]);
});

test('a saved state replays to the same bits, live learning rates included', async t => {
  const {page} = await pages.open(t, {query: '?kernel=simd128&optimizer=lms&n=32'});
  await ready(page);
  await call(page, 'step', 10);
  await page.$eval('dft-figure', figure => figure.setAttribute('lr', '0.05'));
  await call(page, 'step', 15);
  const state = await call(page, 'getState');
  assert.equal(state.step, 25);
  assert.deepEqual(state.schedule.at(-1), [10, 0.05]);
  const digest = await weightsDigest(page);

  const {page: other} = await pages.open(t, {query: '?model=dft'});
  await ready(other);
  await call(other, 'setState', state);
  assert.deepEqual(await call(other, 'getState'), state);
  assert.equal(await weightsDigest(other), digest);
});
