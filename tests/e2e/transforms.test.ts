import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {figureByTag} from './by-tag.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();
const tag = 'transform-figure';
const {open, inState, says, choose} = figureByTag(pages, tag);

test('the figure learns the cosine transform, then each of the others', async t => {
  const {page, problems} = await open(t, {query: '?model=dct&n=16&optimizer=lms&speed=max'});
  const play = await page.waitForSelector(`${tag} >>> [data-action=play]`);
  await play?.click();
  await inState(page, 'converged');
  await says(
    page,
    '[data-canvas=learned]',
    /^The network’s weights, 16 inputs down by 16 outputs across/,
  );
  await says(
    page,
    '[data-canvas=column]',
    /^Weights of output 5, 16 values; the largest difference .* 10⁻[⁶⁷⁸]\.$/,
  );
  await screenshot(page, 'transform-dct', tag);
  for (const [model, sizes] of [
    ['hilbert', /16 inputs down by 32 outputs/],
    ['idft', /32 inputs down by 32 outputs/],
    ['hadamard', /16 inputs down by 16 outputs/],
    ['hartley', /16 inputs down by 16 outputs/],
  ]) {
    await choose(page, '[data-setting=model]', String(model));
    await inState(page, 'idle');
    await says(page, '[data-canvas=truth]', sizes as RegExp);
    await page.$eval(tag, figure => (figure as RunFigure).step(100));
    await says(
      page,
      '[data-canvas=output]',
      /difference from the true ones is (0|[0-9.]+ × 10⁻[⁵⁶⁷⁸⁹])\.$/,
    );
  }
  assert.deepEqual(problems, []);
});

test('a link to a transform gives the weights that the command line gives', async t => {
  const settings = {model: 'hilbert', n: '32', optimizer: 'lms', seed: '9', kernel: 'simd128'};
  const {page} = await open(t, {query: `?${new URLSearchParams(settings)}`});
  const digest = await page.$eval(tag, async element => {
    const figure = element as RunFigure;
    await figure.step(40);
    const hash = await crypto.subtle.digest(
      'SHA-256',
      (await figure.exportWeights()) as BufferSource,
    );
    return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  });
  const path = await createFolder(t);
  const options = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
  await fourierNet('train', ...options, '--steps=40', '--workers=3', '--save', path('W.npy'));
  const bytes = await readFile(path('W.npy'));
  assert.equal(digest, createHash('sha256').update(bytes).digest('hex'));
});

test('a model of another figure is refused by name, and the run stays', async t => {
  const {page} = await open(t, {query: '?model=dct&n=8'});
  await page.$eval(tag, figure => figure.setAttribute('model', 'spectrogram'));
  await page.waitForFunction(
    name =>
      /model=spectrogram is not possible in “.*”: this figure shows dct, /.test(
        document.querySelector(name)?.shadowRoot?.querySelector('[data-readout=message]')
          ?.textContent ?? '',
      ),
    {},
    tag,
  );
  const {settings} = await page.$eval(tag, figure => (figure as RunFigure).getState());
  assert.deepEqual([settings.model, settings.n], ['dct', 8]);
});

test('axe finds nothing in the figure, in either theme', async t => {
  const {page} = await open(t, {query: '?model=hilbert&n=16&optimizer=lms'});
  await page.$eval(tag, figure => (figure as RunFigure).step(50));
  assert.deepEqual(await violationsInAllForms(page, tag), []);
});
