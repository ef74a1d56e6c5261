import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {figureByTag} from './by-tag.ts';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();
const tag = 'butterfly-figure';
const {open, inState, says} = figureByTag(pages, tag);

/** @returns its cells, rows after heads */
const tableTexts = (page: Page, part: string): Promise<string[]> =>
  page.$eval(
    tag,
    (figure, wanted) =>
      [...(figure.shadowRoot?.querySelectorAll(`[data-part='${wanted}'] :is(th, td)`) ?? [])].map(
        cell => cell.textContent ?? '',
      ),
    part,
  );

async function chooseSize(page: Page, value: string) {
  const control = await page.waitForSelector(`${tag} >>> [data-setting=n]`);
  await control?.select(value);
}

test('an attribute that is taken away leaves what this figure has by itself', async t => {
  const {page, problems} = await open(t, {query: '?model=butterfly&n=8'});
  const settings = (given: Record<string, string>) =>
    page.$eval(
      tag,
      async (element, attributes) => {
        const figure = element as RunFigure;
        for (const [key, text] of Object.entries(attributes)) {
          if (text) figure.setAttribute(key, text);
          else figure.removeAttribute(key);
        }
        await figure.pause(); // after all that
        const {settings} = await figure.getState();
        return (['model', 'optimizer', 'decay-steps', 'batch', 'n'] as const).map(
          key => settings[key],
        );
      },
      given,
    );
  const given = {optimizer: 'sgd', 'decay-steps': '77', batch: '5', n: '16'};
  assert.deepEqual(await settings(given), ['butterfly', 'sgd', 77, 5, 16]);
  const none = {model: '', optimizer: '', 'decay-steps': '', batch: '', n: ''};
  assert.deepEqual(await settings(none), ['butterfly', 'adam', 1000, 64, 128]);
  assert.deepEqual(problems, []);
});

test('it plays until the fast Fourier transform is found, and says so', async t => {
  const {page, problems} = await open(t, {query: '?model=butterfly&n=16&speed=max'});
  await says(page, '[data-readout=found]', /^Not yet the fast Fourier transform: /);
  const play = await page.waitForSelector(`${tag} >>> [data-action=play]`);
  await play?.click();
  await inState(page, 'converged');
  await says(
    page,
    '[data-readout=found]',
    /^It has found the fast Fourier transform: none of its 128 weights is further than \S+ × 10⁻[⁴⁵⁶⁷]/,
  );
  await says(page, '[data-canvas=learned]', /^The network’s butterfly, 16 lines, 4 layers; .* 10⁻/);
  await says(page, '[data-canvas=distances]', /layer 1 .* 10⁻.*layer 4 .* 10⁻/);
  const [, , , , ...cells] = await tableTexts(page, 'block');
  for (let row = 0; row < 4; row++) assert.equal(cells[4 * row + 2], cells[4 * row + 3]);
  await screenshot(page, 'butterfly-16', tag);
  assert.deepEqual(problems, []);
});

test('a block is chosen by pointer, keys and sliders', async t => {
  const {page} = await open(t, {query: '?model=butterfly&n=8'});
  await says(page, '[data-readout=lines]', /^1 and 3$/);
  const canvas = await page.waitForSelector(`${tag} >>> [data-canvas=truth]`);
  await canvas?.focus();
  await page.keyboard.press('ArrowRight');
  await says(page, '[data-readout=lines]', /^1 and 5$/);
  await says(page, '[data-canvas=learned]', /block 2 of layer 3 is selected$/);
  await page.keyboard.press('ArrowDown');
  await says(page, '[data-readout=lines]', /^2 and 6$/);
  await page.keyboard.press('ArrowRight'); // there is no layer beyond
  await says(page, '[data-readout=layer]', /^3 of 3$/);
  const box = await canvas?.boundingBox();
  assert.ok(box);
  const offset = {x: box.width / 4, y: box.height - 10};
  await page.locator(`${tag} >>> [data-canvas=truth]`).click({offset});
  await says(page, '[data-readout=lines]', /^6 and 7$/);
  const slider = await page.waitForSelector(`${tag} >>> [data-part=layer-slider]`);
  await slider?.focus();
  await page.keyboard.press('ArrowRight');
  await says(page, '[data-readout=lines]', /^4 and 6$/);
});

test('diagram, counts and signal follow n; an n that is none is refused by name', async t => {
  const {page, problems} = await open(t, {query: '?model=butterfly&n=8'});
  assert.deepEqual((await tableTexts(page, 'costs')).slice(3, 9), [
    'this network',
    '96',
    '192',
    'one dense layer (dft)',
    '256',
    '256',
  ]);
  await chooseSize(page, '1024');
  await says(page, '[data-canvas=learned]', /^The network’s butterfly, 1024 lines, 10 layers; /);
  await says(page, '[data-canvas=output]', /1024 values/);
  await says(page, '[data-readout=how]', /^Too many lines to draw/);
  assert.equal((await tableTexts(page, 'costs'))[4].replace(/\D/g, ''), '40960');
  await page.$eval(tag, figure => figure.setAttribute('n', '12'));
  await says(page, '[data-readout=message]', /^n=12 is not possible: allowed is /);
  const {settings} = await page.$eval(tag, figure => (figure as RunFigure).getState());
  assert.equal(settings.n, 1024);
  assert.deepEqual(problems, []);
});

test('axe finds nothing in the figure, in either theme', async t => {
  const {page} = await open(t, {query: '?model=butterfly&n=8'});
  await page.$eval(tag, figure => (figure as RunFigure).step(50));
  assert.deepEqual(await violationsInAllForms(page, tag), []);
});
