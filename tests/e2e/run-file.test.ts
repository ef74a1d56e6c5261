import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {useBrowser} from './browser.ts';
import {allowDownloads} from './downloads.ts';
import {call, press, readout, readoutMatching, ready, shows, weightsDigest} from './figure.ts';
import type {Page, ElementHandle} from 'puppeteer-core';

const pages = useBrowser();
const query = '?n=16&optimizer=amsgrad&lr=0.01&seed=3&kernel=simd128';

/** Chooses a file with the figure's Open run. */
async function choose(page: Page, file: string) {
  const input = await page.waitForSelector('dft-figure >>> [data-part=open-run]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
}

test('a run saved to a file goes on in another page, bit for bit', async t => {
  const {page, problems} = await pages.open(t, {query});
  await ready(page);
  await call(page, 'step', 20);
  const downloaded = (await allowDownloads(t, page))();
  await press(page, 'Save run');
  const {name, file} = await downloaded;
  assert.equal(name, 'dft-16-amsgrad-seed-3-step-20.run');
  await call(page, 'step', 30);

  const {page: other, problems: others} = await pages.open(t, {query: '?model=dft'});
  await ready(other);
  await choose(other, file);
  await readoutMatching(other, 'Step', /^20$/);
  assert.equal((await call(other, 'getState')).settings.n, 16);
  await call(other, 'step', 30);
  assert.equal(await weightsDigest(other), await weightsDigest(page));
  assert.deepEqual([...problems, ...others], []);
});

test('a checkpoint of the command line opens here', async t => {
  const path = await createFolder(t);
  const settings = ['--n', '16', '--optimizer', 'lms', '--kernel', 'simd128'];
  await fourierNet('train', ...settings, '--steps', '25', '--checkpoint', path('a.run'));
  await fourierNet('train', ...settings, '--steps', '25', '--save', path('W.npy'));
  const {page} = await pages.open(t, {query: '?model=dft'});
  await ready(page);
  await choose(page, path('a.run'));
  await readoutMatching(page, 'Step', /^25$/);
  const {createHash} = await import('node:crypto');
  const digest = createHash('sha256').update(await readFile(path('W.npy')));
  assert.equal(await weightsDigest(page), digest.digest('hex'));
});

const bad: [what: string, edit: (bytes: Buffer) => Uint8Array, message: RegExp][] = [
  ['of another version', bytes => bytes.fill(9, 7, 8), /is a saved run of version 9/],
  ['truncated', bytes => bytes.subarray(0, -1000), /is truncated/],
  ['edited', bytes => bytes.fill(1, bytes.length - 50, bytes.length - 40), /is damaged/],
  [
    'empty',
    () => Buffer.alloc(0),
    /is not a saved run: “Save run” and train --checkpoint write them/,
  ],
  ['something else', () => Buffer.from('RIFF....WAVE'), /is not a saved run/],
];

test('a run file that cannot be used is named with its fault, and nothing is lost', async t => {
  const path = await createFolder(t);
  const settings = ['--n', '8', '--optimizer', 'lms', '--steps', '5'];
  await fourierNet('train', ...settings, '--checkpoint', path('good.run'));
  await fourierNet(
    'train',
    '--model',
    'shared',
    '--steps',
    '2',
    '--checkpoint',
    path('shared.run'),
  );
  const {page, problems} = await pages.open(t, {query});
  await ready(page);
  await call(page, 'step', 7);
  const before = await weightsDigest(page);
  for (const [what, edit, message] of bad) {
    const file = path(`${what}.run`);
    await writeFile(file, edit(await readFile(path('good.run'))));
    await choose(page, file);
    await shows(page, new RegExp(`${what}\\.run ${message.source}`));
  }
  await choose(page, path('shared.run'));
  await shows(
    page,
    /shared\.run is a run of model=shared: “One small layer learns the spectrogram” opens it\./,
  );
  assert.equal(await weightsDigest(page), before);
  assert.equal(await readout(page, 'Step'), '7');
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^8$/);
  assert.deepEqual(problems, []);
});
