import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {useBrowser} from './browser.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

async function open(t: TestContext, tag: string, query: string) {
  const {page} = await pages.open(t, {query});
  await page.$eval(tag, figure => figure.scrollIntoView());
  await page.waitForFunction(
    name => (document.querySelector(name) as RunFigure).state === 'idle',
    {},
    tag,
  );
  return page;
}

/** SHA-256 of what "Save weights" gives. */
const digestOf = (page: Page, tag: string): Promise<string> =>
  page.$eval(tag, async figure => {
    const bytes = await (figure as RunFigure).exportWeights();
    const hash = await crypto.subtle.digest('SHA-256', bytes as BufferSource);
    return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });

const step = (page: Page, tag: string, count: number) =>
  page.$eval(tag, (figure, steps) => (figure as RunFigure).step(steps), count);

const runs: Record<string, string>[] = [
  {model: 'butterfly', n: '64', seed: '9'},
  {
    ...{model: 'butterfly', n: '8', optimizer: 'momentum', lr: '0.3'},
    ...{'lr-changes': '7:0.1', 'decay-steps': '90'},
  },
  {model: 'butterfly', n: '256', optimizer: 'amsgrad', batch: '3', examples: 'streaming'},
  {model: 'recurrent', seed: '9'},
  {model: 'recurrent', nperseg: '32', hop: '5', units: '37', optimizer: 'adam', batch: '9'},
];

for (const given of runs) {
  test(`a link to a network gives the command line’s bits, and replays: ${JSON.stringify(given)}`, async t => {
    const settings = {kernel: 'simd128', ...given};
    const tag = `${given.model}-figure`;
    const query = `?${new URLSearchParams(settings)}`;
    const page = await open(t, tag, query);
    await step(page, tag, 25);
    await step(page, tag, 15);
    const digest = await digestOf(page, tag);
    const state = await page.$eval(tag, figure => (figure as RunFigure).getState());

    const path = await createFolder(t);
    const flags = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
    const {status, stderr} = await fourierNet(
      ...['train', ...flags, '--steps=40', '--workers=2', '--save', path('W.npy')],
    );
    assert.deepEqual([status, stderr], [0, '']);
    const bytes = await readFile(path('W.npy'));
    assert.equal(digest, createHash('sha256').update(bytes).digest('hex'), 'in Node');

    const other = await open(t, tag, `?model=${given.model}`);
    await other.$eval(tag, (figure, saved) => (figure as RunFigure).setState(saved), state);
    assert.equal(await digestOf(other, tag), digest, 'on another page, from its state');
  });
}
