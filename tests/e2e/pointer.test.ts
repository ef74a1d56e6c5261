import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {
  allDrawn,
  call,
  choose,
  picture,
  pixelsOf,
  readout,
  ready,
  redrawn,
  selectedBin,
  shows,
  spiral,
  visibleText,
} from './figure.ts';
import type {Page} from 'puppeteer-core';
import type {Handle} from './figure.ts';

const pages = useBrowser();

/** Where an element is, scrolled into view. */
async function boxOf(element: Handle) {
  await element.evaluate(each => each.scrollIntoView({block: 'center', behavior: 'instant'}));
  await allDrawn(element); // what comes into view is drawn then
  const box = await element.boundingBox();
  assert.ok(box);
  return box;
}

/** Drags across an element, in shares of its size. */
async function drag(page: Page, element: Handle, path: [x: number, y: number][]) {
  const {x, y, width, height} = await boxOf(element);
  const [[startX, startY], ...rest] = path;
  await page.mouse.move(x + startX * width, y + startY * height);
  await page.mouse.down();
  for (const [toX, toY] of rest) {
    await page.mouse.move(x + toX * width, y + toY * height, {steps: 4});
  }
  await page.mouse.up();
}

test('dragging turns the spiral; moving without a button does not', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  const canvas = await spiral(page);
  const before = await pixelsOf(canvas);
  const {x, y, width, height} = await boxOf(canvas);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.move(x + width / 3, y + height / 3);
  assert.equal(await pixelsOf(canvas), before);
  await drag(page, canvas, [
    [0.5, 0.5],
    [0.7, 0.5],
  ]);
  const turned = await pixelsOf(canvas);
  assert.notEqual(turned, before);
  await page.mouse.move(x + width / 2, y + height / 2);
  assert.equal(await pixelsOf(canvas), turned, 'let go');
});

test('the matrix reads the weight under the pointer and follows the bin that is clicked', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const canvas = await picture(page, 'Weight matrix');
  const {x, y, width, height} = await boxOf(canvas);
  assert.equal(await selectedBin(page), '5');
  // Labels take the upper and left margins; at 90 % of the canvas lies one of the last columns.
  await page.mouse.click(x + 0.9 * width, y + 0.9 * height);
  await shows(page, /im of sample [67] → Im of bin [67]: /);
  const bin = /Im of bin (\d): /.exec(await visibleText(page))?.[1] ?? '';
  assert.equal(await selectedBin(page), bin);
  await picture(page, `Weights of output bin`, `bin ${bin} as a curve`);
  assert.match(await visibleText(page), new RegExp(`Spiral\\s+of bin ${bin}`));
  assert.deepEqual(problems, []);
});

test('a click on the spectrum follows that bin', async t => {
  const {page} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const {x, y, width, height} = await boxOf(await picture(page, 'Magnitude'));
  await page.mouse.click(x + 0.97 * width, y + 0.5 * height);
  assert.equal(await selectedBin(page), '7');
});

test('what is drawn on the pad is what the spectrum shows', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=32', height: 1200});
  await ready(page);
  const pad = await picture(page, 'Input signal');
  const spectrum = await picture(page, 'Magnitude');
  await drag(page, pad, [
    [0.2, 0.5],
    [0.8, 0.2],
  ]);
  const sine = await pixelsOf(pad);
  await choose(page, 'Signal', 'drawn');
  await redrawn(pad, sine);
  const [padBefore, spectrumBefore] = [await pixelsOf(pad), await pixelsOf(spectrum)];
  await drag(page, pad, [
    [0.2, 0.5],
    [0.5, 0.25],
    [0.8, 0.6],
  ]);
  assert.notEqual(await pixelsOf(pad), padBefore);
  await redrawn(spectrum, spectrumBefore);
  assert.deepEqual(problems, []);
});

for (const name of ['noise', 'impulse', 'chirp', 'sine']) {
  test(`the signal ${name} has a picture and a spectrum`, async t => {
    const {page, problems} = await pages.open(t, {query: `?n=16&signal=${name}`});
    await ready(page);
    const label = await (
      await picture(page, 'Input signal')
    ).evaluate(image => image.getAttribute('aria-label') ?? '');
    assert.match(label, /^Input signal of 16 complex samples\. Real part up to [1-9]/);
    await picture(page, 'Magnitude', 'in 16 bins');
    assert.deepEqual(problems, []);
  });
}

test('the frequency slider changes the sine and is there for the sine alone', async t => {
  const {page} = await pages.open(t, {query: '?n=32'});
  await ready(page);
  const pad = await picture(page, 'Input signal');
  const before = await pixelsOf(pad);
  const slider = await page.waitForSelector('dft-figure >>> [data-part=frequency] input');
  await slider?.focus();
  await page.keyboard.press('ArrowRight');
  await redrawn(pad, before);
  assert.match(await visibleText(page), /10\.25 cycles/);
  await choose(page, 'Signal', 'impulse');
  assert.doesNotMatch(await visibleText(page), /cycles/);
  assert.equal(await readout(page, 'Step'), '0');
});

test('the pointer on the loss reads the nearest evaluation, until it leaves', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  await call(page, 'step', 30);
  const canvas = await picture(page, 'Loss', 'step 30');
  const {x, y, width, height} = await boxOf(canvas);
  const before = await pixelsOf(canvas);
  await page.mouse.move(x + 0.9 * width, y + height / 2); // beyond the axis
  await shows(page, /^step 30: held-out loss \d.*, batch loss \d.*, weight error \d/);
  assert.notEqual(await pixelsOf(canvas), before);
  await page.mouse.move(x + 1, y + height / 2);
  await shows(page, /^step 0: held-out loss \d.*, batch loss –, weight error \d/);
  await page.mouse.move(x + width / 2, y - 5);
  assert.equal(await pixelsOf(canvas), before);
  assert.doesNotMatch(await visibleText(page), /^step \d+: /m);
});
