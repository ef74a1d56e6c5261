import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useEngine} from './tab.js';
import {
  allFigures,
  isThere,
  listStops,
  pictureLabels,
  reachedStop,
  sticksOut,
  trains,
} from './page-scripts.js';

const dft = 'dft-figure';
const spectrogram = 'spectrogram-figure';

/**
 * That everyone can use the page, in every engine: the keyboard, labels, a narrow screen.
 * @param {() => Promise<import('./tab.js').Engine>} launch
 */
export function testAccess(launch) {
  const open = useEngine(launch);

  test('Tab goes through every control of the whole page, in order, seen and named', async t => {
    const page = await openWhole(t);
    const expected = await page.evaluate(listStops);
    assert.ok(expected.length >= 80, `${expected.length} controls`);
    assert.deepEqual(
      expected.filter((/** @type {string} */ name) => /: $/.test(name)),
      [],
      'each has a name',
    );
    const reached = [];
    for (let presses = 0; presses < expected.length; presses++) {
      await page.press('Tab');
      reached.push(await page.evaluate(reachedStop));
    }
    assert.deepEqual(
      reached.map(stop => stop?.name ?? 'none'),
      expected,
    );
    assert.deepEqual(
      reached.filter(stop => !stop.outlined).map(({name}) => name),
      [],
      'focus can be seen',
    );
    await page.press('Tab');
    const next = await page.evaluate(reachedStop); // WebKitGTK begins again at once
    assert.ok(next === null || next.name === expected[0], `and leaves it: ${next?.name}`);
  });

  test('every picture says what it shows, each something else', async t => {
    const page = await openWhole(t);
    for (const figure of await page.evaluate(allFigures)) {
      await page.come(figure);
      if (await page.evaluate(trains, figure)) {
        await page.click(figure, '[data-action=play]');
        await page.shows(figure, '[data-readout=state]', /Training|Converged|Done/);
        await page.call(figure, 'pause');
      }
      const labels = await page.until(pictureLabels, figure);
      assert.deepEqual(labels, [...new Set(labels)], 'no two pictures are called the same');
    }
  });

  test('what is dragged can be done with arrow keys: the spiral turns, a wave is drawn', async t => {
    const page = await open(t, {query: '?n=16&signal=drawn'});
    await page.come(dft);
    await page.inState(dft, 'idle');
    await page.shows(dft, '[data-canvas=signal]', /^Input signal of 16 .* up to 0,/);
    await page.focus(dft, '[data-canvas=signal]');
    for (const key of /** @type {const} */ (['ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowRight'])) {
      await page.press(key);
    }
    await page.shows(dft, '[data-readout=signal-cursor]', /^sample 1: /);
    await page.shows(dft, '[data-canvas=signal]', /up to 0\.2/);
    await page.focus(dft, '[data-canvas=helix]');
    const before = await page.pixels(dft, '[data-canvas=helix]');
    await page.press('ArrowLeft');
    await page.redrawn(dft, '[data-canvas=helix]', before);
    assert.deepEqual(await page.problems(), []);
  });

  test('at 320 px, as wide as a screen of 1280 px at 400 %, nothing sticks out', async t => {
    const page = await openWhole(t, {width: 320, height: 640});
    assert.deepEqual(await page.evaluate(sticksOut), []);
    for (const figure of await page.evaluate(allFigures)) await page.open(figure, 'details');
    assert.deepEqual(await page.evaluate(sticksOut), [], 'tables open');
  });

  /**
   * The page with all of its figures there, those with weights of their own too.
   * @param {import('node:test').TestContext} t
   * @param {{width?: number, height?: number}} [size]
   */
  async function openWhole(t, size) {
    const page = await open(t, {query: '?n=16', ...size});
    await page.set(spectrogram, {optimizer: 'lms', batch: '16'});
    for (const figure of await page.evaluate(allFigures)) {
      await page.come(figure);
      await page.until(isThere, figure);
    }
    await page.come(spectrogram);
    await page.call(spectrogram, 'step', 1);
    await page.evaluate(() => scrollTo(0, 0));
    return page;
  }
}
