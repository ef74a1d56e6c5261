import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot, useBrowser} from './browser.ts';
import {
  call,
  inState,
  picture,
  pixelsOf,
  press,
  readoutMatching,
  ready,
  redrawn,
} from './figure.ts';

const pages = useBrowser();

test('nothing sticks out sideways at any width, with a long message and open tables', async t => {
  const {page} = await pages.open(t, {width: 320, query: '?optimizer=lms&lr=50&speed=max&n=512'});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'diverged');
  await page.$eval('dft-figure', figure => {
    for (const each of figure.shadowRoot?.querySelectorAll('details') ?? []) each.open = true;
  });
  for (const width of [320, 360, 640, 1024, 1180, 1280, 2560]) {
    await page.setViewport({width, height: 900});
    const outside = await page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      const {scrollWidth} = document.scrollingElement as Element;
      const root = document.querySelector('dft-figure')?.shadowRoot;
      const all = [...document.querySelectorAll('body *'), ...(root?.querySelectorAll('*') ?? [])];
      const out = all.filter(
        each =>
          each.getBoundingClientRect().right > innerWidth + 0.5 &&
          !each.closest('.scroll, .visually-hidden'),
      );
      return {
        width: innerWidth,
        tooWide: Math.max(0, scrollWidth - innerWidth),
        out: out.map(each => `${each.localName}.${each.className}`),
      };
    });
    assert.deepEqual(outside, {width, tooWide: 0, out: []});
    await screenshot(page, `width-${width}`);
  }
});

test('with text at twice its size nothing sticks out at 640 px', async t => {
  const {page} = await pages.open(t, {
    width: 640,
    query: '?n=16',
    prepare: async page => {
      const session = await page.createCDPSession();
      await session.send('Page.setFontSizes', {fontSizes: {standard: 32, fixed: 26}});
    },
  });
  await ready(page);
  const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  assert.equal(size, '32px');
  const width = await page.evaluate(() => document.scrollingElement?.scrollWidth);
  assert.equal(width, 640);
  await screenshot(page, 'text-200');
});

test('a canvas has as many pixels as the screen, up to two in each direction', async t => {
  for (const [scale, expected] of [
    [1, 1],
    [2, 2],
    [3, 2],
  ]) {
    const {page} = await pages.open(t, {scale, width: 360, query: '?n=8'});
    await ready(page);
    const canvas = await picture(page, 'Weight matrix');
    await pixelsOf(canvas);
    const ratio = await canvas.evaluate(
      element => (element as HTMLCanvasElement).width / element.clientWidth,
    );
    assert.ok(Math.abs(ratio - expected) < 0.01, `${ratio} at ${scale}`);
  }
});

test('under reduced motion it trains all the same', async t => {
  const media = {'prefers-reduced-motion': 'reduce'};
  const {page, problems} = await pages.open(t, {media, query: '?optimizer=lms&speed=max&n=32'});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'converged');
  assert.deepEqual(problems, []);
});

test('a change of the system’s colour scheme redraws the pictures', async t => {
  const {page} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const canvas = await picture(page, 'Weight matrix');
  const light = await pixelsOf(canvas);
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
  await redrawn(canvas, light);
});

test('view and controls show parts of the figure; the readouts stay', async t => {
  const {page, problems} = await pages.open(t, {query: '?view=weights&controls=none&n=8'});
  await ready(page);
  await picture(page, 'Weight matrix');
  const shown = await page.$eval('dft-figure', figure =>
    [...(figure.shadowRoot?.querySelectorAll('canvas, button, select, input, dl') ?? [])]
      .filter(each => each.checkVisibility())
      .map(each => each.localName),
  );
  assert.deepEqual([...new Set(shown)].sort(), ['canvas', 'dl']);
  await call(page, 'step', 2);
  await readoutMatching(page, 'Held-out loss', /\d/);
  assert.deepEqual(problems, []);
});
