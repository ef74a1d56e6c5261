import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {PNG} from 'pngjs';
import {useBrowser} from './browser.ts';
import {allowDownloads} from './downloads.ts';
import {call, press, ready} from './figure.ts';
import {call as callSpectrogram, openSpectrogram} from './spectrogram-page.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';

const pages = useBrowser();

/** What Save picture makes of the figure. */
async function savedPicture(t: TestContext, page: Page) {
  const downloaded = (await allowDownloads(t, page))();
  await press(page, 'Save picture (.png)');
  const {name, file} = await downloaded;
  return {name, png: PNG.sync.read(await readFile(file))};
}

/**
 * Colours as #rrggbb, the most frequent first, of some rows of a picture.
 * @param from a share of its height
 */
function coloursOf({width, height, data}: PNG, from: number, to: number) {
  const counts: Map<string, number> = new Map();
  const end = Math.floor(height * to) * width * 4;
  for (let i = Math.floor(height * from) * width * 4; i < end; i += 4) {
    const colour = `#${data.toString('hex', i, i + 3)}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
}

for (const [scheme, surface, network] of [
  ['light', '#ffffff', '#b8430a'],
  ['dark', '#1a1d21', '#ff9f5f'],
]) {
  test(`the picture shows all of the figure at twice its size, ${scheme}`, async t => {
    const media = {'prefers-color-scheme': scheme};
    const {page, problems} = await pages.open(t, {media, query: '?n=16&optimizer=lms&seed=3'});
    await ready(page);
    await call(page, 'step', 10);
    const {name, png} = await savedPicture(t, page);
    assert.equal(name, 'dft-16-lms-seed-3-step-10.png');
    const width = await page.$eval('dft-figure', figure => {
      const panels = [...(figure.shadowRoot?.querySelectorAll('.panel') ?? [])];
      const boxes = panels.map(panel => panel.getBoundingClientRect());
      return Math.max(...boxes.map(box => box.right)) - Math.min(...boxes.map(box => box.left));
    });
    assert.ok(Math.abs(png.width / 2 - width - 48) <= 2, `${png.width / 2} for ${width}`);
    assert.equal(coloursOf(png, 0, 1)[0], surface);
    assert.ok(coloursOf(png, 0, 0.06).length > 20, 'a title');
    assert.ok(coloursOf(png, 0.1, 0.4).length > 500, 'weights');
    // The spectrum, at the bottom, was never on the screen.
    assert.ok(coloursOf(png, 0.8, 0.95).includes(network), 'the spectrum by the network');
    assert.ok(coloursOf(png, 0.97, 1).length > 5, 'an address');
    assert.deepEqual(problems, []);
  });
}

test('the picture has only what is shown', async t => {
  const {page} = await pages.open(t, {query: '?n=16&view=loss'});
  await ready(page);
  const {png} = await savedPicture(t, page);
  const all = await pages.open(t, {query: '?n=16'});
  await ready(all.page);
  const {png: whole} = await savedPicture(t, all.page);
  assert.ok(png.height < 0.6 * whole.height, `${png.height} of ${whole.height}`);
});

test('the large network’s weights are fetched for it, though they were never near the screen', async t => {
  const {page, problems} = await openSpectrogram(pages, t, {height: 500});
  await callSpectrogram(page, 'step', 1);
  const downloaded = (await allowDownloads(t, page))();
  await page.$eval('spectrogram-figure >>> [data-take=picture]', button =>
    (button as HTMLElement).click(),
  );
  const {file} = await downloaded;
  const png = PNG.sync.read(await readFile(file));
  assert.ok(coloursOf(png, 0.35, 0.5).length > 100, 'slices');
  assert.ok(coloursOf(png, 0.85, 0.95).includes('#1a5fb4'), 'waves at the bottom');
  assert.deepEqual(problems, []);
});

test('where there is nothing to draw yet, that is said', async t => {
  const {page, problems} = await pages.open(t, {query: '?model=spectrogram'});
  await page.$eval('spectrogram-figure', figure => figure.scrollIntoView());
  await press(page, 'Save picture (.png)');
  await page.waitForFunction(() => {
    const root = document.querySelector('spectrogram-figure')?.shadowRoot;
    return /no picture yet: press Play/.test(
      root?.querySelector('[data-readout=taken]')?.textContent ?? '',
    );
  });
  assert.deepEqual(problems, []);
});
