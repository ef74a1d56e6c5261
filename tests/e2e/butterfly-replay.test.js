import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.js';
import {useBrowser} from './browser.js';

const pages = useBrowser();
const tag = 'butterfly-figure';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @param {import('node:test').TestContext} t
 * @param {string} query
 */
async function open(t, query) {
  const {page} = await pages.open(t, {query});
  await page.$eval(tag, figure => figure.scrollIntoView());
  await page.waitForFunction(
    name => /** @type {any} */ (document.querySelector(name)).state === 'idle',
    {},
    tag,
  );
  return page;
}

/** SHA-256 of what "Save weights" gives. @param {Page} page @returns {Promise<string>} */
const digestOf = page =>
  page.$eval(tag, async figure => {
    const bytes = await /** @type {any} */ (figure).exportWeights();
    const hash = await crypto.subtle.digest('SHA-256', bytes);
    return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });

/** @param {Page} page @param {number} count */
const step = (page, count) =>
  page.$eval(tag, (figure, steps) => /** @type {any} */ (figure).step(steps), count);

/** @type {Record<string, string>[]} */
const runs = [
  {n: '64', seed: '9'},
  {n: '8', optimizer: 'momentum', lr: '0.3', 'lr-changes': '7:0.1', 'decay-steps': '90'},
  {n: '256', optimizer: 'amsgrad', batch: '3', examples: 'streaming'},
];

for (const given of runs) {
  test(`a link to a butterfly gives the command line’s bits, and replays: ${JSON.stringify(given)}`, async t => {
    const settings = {model: 'butterfly', kernel: 'simd128', ...given};
    const query = `?${new URLSearchParams(settings)}`;
    const page = await open(t, query);
    await step(page, 25);
    await step(page, 15);
    const digest = await digestOf(page);
    const state = await page.$eval(tag, figure => /** @type {any} */ (figure).getState());

    const path = await createFolder(t);
    const flags = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
    const {status, stderr} = await fourierNet(
      ...['train', ...flags, '--steps=40', '--workers=2', '--save', path('W.npy')],
    );
    assert.deepEqual([status, stderr], [0, '']);
    const bytes = await readFile(path('W.npy'));
    assert.equal(digest, createHash('sha256').update(bytes).digest('hex'), 'in Node');

    const other = await open(t, '?model=butterfly&n=16');
    await other.$eval(tag, (figure, saved) => /** @type {any} */ (figure).setState(saved), state);
    assert.equal(await digestOf(other), digest, 'on another page, from its state');
  });
}
