import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {figureByTag} from './by-tag.ts';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();
const tag = 'recurrent-figure';
const {open, says, inState} = figureByTag(pages, tag);
const fast = '?model=recurrent&batch=16&units=16';

const readout = (page: Page, name: string) =>
  page.$eval(
    tag,
    (figure, wanted) =>
      figure.shadowRoot?.querySelector(`[data-readout='${wanted}']`)?.textContent ?? '',
    name,
  );

const step = (page: Page, count: number) =>
  page.$eval(tag, (figure, steps) => (figure as RunFigure).step(steps), count);

async function type(page: Page, name: string, value: string) {
  const field = await page.waitForSelector(`${tag} >>> [data-setting=${name}]`);
  await field?.click({count: 3});
  await field?.type(value);
  await page.keyboard.press('Enter');
}

/** The number that a label ends a phrase with. */
function numberIn(label: string, pattern: RegExp) {
  const [, mantissa, power = ''] = pattern.exec(label) ?? [];
  const digits = [...power].map(digit => (digit === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
  return Number(`${mantissa}e${digits.join('') || 0}`);
}

const number = '([0-9.]+)(?: × 10([⁻⁰-⁹¹²³]+))?';

test('it sets out from the unit circle, and its eigenvalues walk in while it learns', async t => {
  const {page, problems} = await open(t, {query: fast});
  await says(page, '[data-canvas=eigenvalues]', /^The 16 eigenvalues .* largest is 1 from 0/);
  const before = await says(page, '[data-canvas=response]', /last 32 samples are worth in bin 2/);
  await step(page, 150);
  const label = await says(page, '[data-canvas=eigenvalues]', /largest is 0\.\d+ from 0/);
  const largest = numberIn(label, /largest is ([0-9.]+) from/);
  assert.ok(largest > 0.3 && largest < 0.999, label);
  const error = new RegExp(`largest difference .* is ${number};`);
  const after = await says(page, '[data-canvas=response]', /last 32 samples/);
  assert.ok(numberIn(after, error) < 0.3 * numberIn(before, error), `${before}\n${after}`);
  await says(
    page,
    '[data-canvas=memory]',
    /have left the window of 16, up to 0\.\d+ of the largest is left/,
  );
  await says(page, '[data-canvas=comparison]', /^Three spectrograms: .* largest difference is −\d/);
  assert.match(await readout(page, 'sensitivity'), /window is 4 hops.*Dotted: the 4th root of/);
  await screenshot(page, 'recurrent', tag);
  assert.deepEqual(problems, []);
});

test('hop by hop the sound goes by; under reduced motion only by hand', async t => {
  const {page} = await open(t, {query: fast, media: {'prefers-reduced-motion': 'reduce'}});
  await says(page, '[data-canvas=comparison]', /^Three spectrograms/);
  assert.equal(await readout(page, 'heard'), '8.000 s');
  const pass = await page.waitForSelector(`${tag} >>> [data-action=pass]`);
  assert.equal(await pass?.isVisible(), false);
  const hop = await page.waitForSelector(`${tag} >>> [data-action=one-hop]`);
  await hop?.click();
  assert.equal(await readout(page, 'heard'), '0.063 s'); // a window of 16 samples at 256 a second
  await hop?.click();
  assert.equal(await readout(page, 'heard'), '0.078 s');
  await step(page, 2);
  assert.equal(await readout(page, 'heard'), '0.078 s');
  await says(page, '[data-readout=comparison]', /^0\.281 s, 32 Hz: not heard yet$/);
});

test('the sound passes by itself when it is told to, and holds', async t => {
  const {page} = await open(t, {query: fast});
  await says(page, '[data-canvas=comparison]', /^Three spectrograms/);
  const pass = await page.waitForSelector(`${tag} >>> [data-action=pass]`);
  await pass?.click();
  await page.waitForFunction(
    name => {
      const root = document.querySelector(name)?.shadowRoot;
      const [, seconds = '8'] =
        /^([0-9.]+) s$/.exec(root?.querySelector('[data-readout=heard]')?.textContent ?? '') ?? [];
      return Number(seconds) > 0.3 && Number(seconds) < 8;
    },
    {},
    tag,
  );
  assert.equal(await pass?.evaluate(button => button.textContent), 'Hold');
  await pass?.click();
  const held = await readout(page, 'heard');
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 100)));
  assert.equal(await readout(page, 'heard'), held);
});

test('window, hop and units change the cell; a hop beyond the window is refused by name', async t => {
  const {page} = await open(t, {query: fast});
  await type(page, 'units', '20');
  await says(page, '[data-canvas=eigenvalues]', /^The 20 eigenvalues/);
  assert.equal(await readout(page, 'weights-count'), String(24 * 20 + 20 * 18));
  await type(page, 'hop', '32');
  await page.waitForFunction(
    name =>
      /hop=32/.test(
        document.querySelector(name)?.shadowRoot?.querySelector('[data-readout=message]')
          ?.textContent ?? '',
      ),
    {},
    tag,
  );
  const {settings} = await page.$eval(tag, figure => (figure as RunFigure).getState());
  assert.deepEqual([settings.nperseg, settings.hop, settings.units], [16, null, 20]);
  // The field shows what the run has, and empty it means what stands in it.
  const fields = () =>
    page.$eval(tag, figure =>
      ['hop', 'units'].map(key => {
        const field = figure.shadowRoot?.querySelector(`[data-setting='${key}']`);
        const {value, placeholder} = field as HTMLInputElement;
        return value || placeholder;
      }),
    );
  const hop = await page.waitForSelector(`${tag} >>> [data-setting=hop]`);
  assert.equal(await hop?.evaluate(field => field.getAttribute('aria-invalid')), 'true');
  const units = await page.waitForSelector(`${tag} >>> [data-setting=units]`);
  await units?.click({count: 3});
  for (const key of ['Backspace', 'Enter'] as const) await page.keyboard.press(key);
  await says(page, '[data-canvas=eigenvalues]', /^The 16 eigenvalues/);
  assert.deepEqual(await fields(), ['4', '16']);
  const select = await page.waitForSelector(`${tag} >>> [data-setting=nperseg]`);
  await select?.select('32');
  await says(page, '[data-canvas=response]', /last 64 samples are worth/);
  await type(page, 'hop', '5');
  await select?.focus();
  await select?.select('128'); // of which a hop has 8 samples at least
  await says(page, '[data-canvas=response]', /last 256 samples are worth/);
  assert.deepEqual(await fields(), ['32', '128']);
  assert.equal(
    await readout(page, 'message'),
    'A hop of 5 does not fit a window of 128: it is 32 now.',
  );
});

test('a run whose learning rate falls to zero has ended, and a short memory is said to be one', async t => {
  const {page} = await open(t, {
    query: '?model=recurrent&batch=16&units=8&decay-steps=20&speed=max',
  });
  assert.match(await readout(page, 'sizes'), /8 numbers h are .*, too few for the 16 samples/);
  const play = await page.waitForSelector(`${tag} >>> [data-action=play]`);
  const isLive = () => play?.evaluate(button => button.getAttribute('aria-disabled') !== 'true');
  assert.equal(await isLive(), true);
  await play?.click();
  await inState(page, 'paused');
  assert.deepEqual([await readout(page, 'state'), await isLive()], ['Ended', false]);
  await says(page, '[data-readout=message]', /^The learning rate has fallen to zero: .* ends\.$/);
  for (const action of ['play', 'play', 'step']) {
    await (await page.waitForSelector(`${tag} >>> [data-action=${action}]`))?.click();
    await says(page, '[data-readout=message]', /^The learning rate has fallen to zero/);
  }
  assert.equal(await readout(page, 'state'), 'Ended');
  await (await page.waitForSelector(`${tag} >>> [data-action=reset]`))?.click();
  await inState(page, 'idle');
  assert.deepEqual([await readout(page, 'message'), await isLive()], ['', true]);
});

test('axe finds nothing in the figure, in either theme', async t => {
  const {page} = await open(t, {query: fast});
  await says(page, '[data-canvas=comparison]', /^Three spectrograms/);
  assert.deepEqual(await violationsInAllForms(page, tag), []);
});
