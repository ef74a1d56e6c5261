import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {formatNpy} from '../../web/formats/npy.ts';
import {relativeDistance} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {violations} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {figureByTag} from './by-tag.ts';
import {holdCore, letCoreCome} from './held-core.ts';
import type {Page, ElementHandle, BoundingBox} from 'puppeteer-core';
import type {RealArray} from '../../web/formats/npy-values.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();
const tag = 'transform-figure';
const {open, inState, says, choose} = figureByTag(pages, tag);

async function press(page: Page, action: string) {
  await (await page.waitForSelector(`${tag} >>> [data-action=${action}]`))?.click();
}

async function openFile(page: Page, file: string) {
  const input = await page.waitForSelector(`${tag} >>> [data-part=matrix-file]`);
  await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
}

const settingsOf = (page: Page) =>
  page.$eval(tag, async figure => (await (figure as RunFigure).getState()).settings);

async function weightsOf(page: Page): Promise<RealArray> {
  const bytes = await page.$eval(tag, async figure => [
    ...(await (figure as RunFigure).exportWeights()),
  ]);
  return parseNpy(Uint8Array.from(bytes));
}

const matrix = Float32Array.from({length: 5 * 9}, (_, i) => Math.fround(Math.sin(i * i)));

test('a matrix from a file is learned, and is there again after another transform', async t => {
  const path = await createFolder(t);
  await writeFile(path('M.npy'), formatNpy([5, 9], matrix));
  const {page, problems} = await open(t, {query: '?model=dct&n=16&speed=max'});
  await openFile(page, path('M.npy'));
  await says(page, '[data-canvas=truth]', /5 inputs down by 9 outputs across/);
  await says(page, '[data-readout=weights-count]', /^45, 5 × 9$/);
  await press(page, 'play');
  await inState(page, 'converged');
  const {shape, values} = await weightsOf(page);
  assert.deepEqual(shape, [5, 9]);
  assert.ok(relativeDistance(values, matrix) < 1e-5);
  await screenshot(page, 'own-matrix', tag);
  await choose(page, '[data-setting=model]', 'dct');
  await says(page, '[data-canvas=truth]', /16 inputs down by 16 outputs/);
  await choose(page, '[data-setting=model]', 'own');
  await says(page, '[data-canvas=truth]', /5 inputs down by 9 outputs across/);
  assert.deepEqual(problems, []);
});

test('a matrix may be opened before the first weights are there: the size of before stays', async t => {
  const path = await createFolder(t);
  await writeFile(path('M.npy'), formatNpy([5, 9], matrix));
  const {page, problems} = await pages.open(t, {query: '?model=dct&n=16', prepare: holdCore});
  await page.waitForFunction(name => customElements.get(name), {}, tag);
  await page.$eval(tag, figure => figure.scrollIntoView());
  await inState(page, 'loading');
  await openFile(page, path('M.npy'));
  await page.waitForFunction(
    name => (document.querySelector(name) as RunFigure).account?.settings.model === 'own',
    {},
    tag,
  );
  await letCoreCome(page);
  await says(page, '[data-canvas=truth]', /5 inputs down by 9 outputs across/);
  await choose(page, '[data-setting=model]', 'dct');
  await says(page, '[data-canvas=truth]', /16 inputs down by 16 outputs/);
  assert.deepEqual(problems, []);
});

test('without a file it is said where one is opened, and the transform stays', async t => {
  const {page, problems} = await open(t, {query: '?model=dct&n=8&optimizer=lms'});
  await choose(page, '[data-setting=model]', 'own');
  await says(page, '[data-readout=message]', /^A matrix of yours comes from a file: press “Open/);
  const select = await page.waitForSelector(`${tag} >>> [data-setting=model]`);
  assert.equal(await select?.evaluate(list => (list as HTMLSelectElement).value), 'dct');
  assert.deepEqual(problems, []);
});

test('a file that cannot be used is refused by name, and the run stays', async t => {
  const path = await createFolder(t);
  await writeFile(path('bad.npy'), formatNpy([1, 2], Float32Array.of(1, NaN)));
  await writeFile(path('vector.npy'), formatNpy([3], Float32Array.of(1, 2, 3)));
  await writeFile(path('text.npy'), 'no matrix at all');
  const {page, problems} = await open(t, {query: '?model=dct&n=8&optimizer=lms'});
  await page.$eval(tag, figure => (figure as RunFigure).step(3));
  for (const [file, message] of [
    ['bad.npy', /^bad\.npy contains NaN \(row 0, column 1\): allowed are numbers from/],
    ['vector.npy', /^vector\.npy has shape \(3,\): allowed are two dimensions of 1 to 512\.$/],
    ['text.npy', /^text\.npy is not an \.npy file/],
  ] as [string, RegExp][]) {
    await openFile(page, path(file));
    await says(page, '[data-readout=message]', message);
  }
  const {settings, step} = await page.$eval(tag, figure => (figure as RunFigure).getState());
  assert.deepEqual([settings.model, step], ['dct', 3]);
  assert.deepEqual(problems, []);
});

test('a filter is drawn with the pointer and with the arrow keys, and learned', async t => {
  const {page, problems} = await open(t, {query: '?model=convolution&n=16&speed=max'});
  const pad = await page.waitForSelector(`${tag} >>> [data-canvas=response]`);
  await pad?.evaluate(canvas => canvas.scrollIntoView({block: 'center', behavior: 'instant'}));
  const box = (await pad?.boundingBox()) as BoundingBox;
  const before = await settingsOf(page);
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.7 * box.height, {steps: 4});
  await page.mouse.up();
  await page.waitForFunction(
    async (name, response) =>
      (await (document.querySelector(name) as RunFigure).getState()).settings.response !== response,
    {},
    tag,
    before.response,
  );
  const drawn = await settingsOf(page);
  await pad?.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(
    async (name, response) =>
      (await (document.querySelector(name) as RunFigure).getState()).settings.response !== response,
    {},
    tag,
    drawn.response,
  );
  const {response} = await settingsOf(page);
  await inState(page, 'idle');
  await press(page, 'play');
  await inState(page, 'converged');
  const {values} = await weightsOf(page);
  const h = Array.from({length: 16}, (_, m) => Number(response.split(',')[m] ?? 0));
  const circulant = Float64Array.from({length: 256}, (_, i) => h[((i % 16) - (i >> 4) + 16) % 16]);
  assert.ok(relativeDistance(values, circulant) < 1e-5);
  await screenshot(page, 'convolution', tag);
  assert.deepEqual(await violations(page, tag), []);
  assert.deepEqual(problems, []);
});

test('a link to a filter gives the weights that the command line gives', async t => {
  const settings = {model: 'convolution', n: '8', response: '0.5,-1,0.25', kernel: 'simd128'};
  const {page} = await open(t, {query: `?${new URLSearchParams(settings)}`});
  await page.$eval(tag, figure => (figure as RunFigure).step(20));
  const path = await createFolder(t);
  const options = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
  await fourierNet('train', ...options, '--steps=20', '--save', path('W.npy'));
  const {readFile} = await import('node:fs/promises');
  assert.deepEqual(await weightsOf(page), parseNpy(await readFile(path('W.npy'))));
});

test('a link that could not hold its matrix asks for the file, and goes on with it', async t => {
  const path = await createFolder(t);
  await writeFile(path('M.npy'), formatNpy([5, 9], matrix));
  const {page} = await open(t, {query: '?model=own&optimizer=amsgrad&seed=7'});
  await says(page, '[data-readout=message]', /too large for it: open its file with “Open a matrix/);
  await openFile(page, path('M.npy'));
  await says(page, '[data-canvas=truth]', /5 inputs down by 9 outputs across/);
  const {model, optimizer, seed} = await settingsOf(page);
  assert.deepEqual([model, optimizer, seed], ['own', 'amsgrad', 7]);
});
