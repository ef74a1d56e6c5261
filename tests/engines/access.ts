import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useEngine} from './tab.ts';
import {
  allFigures,
  axeFindings,
  isThere,
  listStops,
  noteStops,
  pictureLabels,
  sticksOut,
  trains,
} from './page-scripts.ts';
import type {Stop} from './page-scripts.ts';
import type {Engine} from './tab.ts';
import type {TestContext} from 'node:test';

/** Rules of axe whose answer another theme may change. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What `noteStops` has left there. */
type Watched = typeof window & {reached: (Stop | null)[]; focused: () => Stop | null};

const dft = 'dft-figure';
const spectrogram = 'spectrogram-figure';

/**
 * That everyone can use the page, in every engine: the keyboard, labels, axe, a narrow screen.
 */
export function testAccess(launch: () => Promise<Engine>) {
  const open = useEngine(launch);

  test('the whole page, by keyboard, by ear and by axe', async t => {
    const page = await openWhole(t, {withAxe: true});

    await t.test('Tab goes through every control, in order, seen and named', () =>
      goThrough(page, 80),
    );

    const isSound = (part: string, state: string, rules: string[] | undefined = undefined) =>
      isSoundInBothThemes(page, part, state, rules);

    for (const figure of await page.evaluate(allFigures)) {
      const name = `${figure}: in every state axe finds nothing, and each picture says what it shows`;
      await t.test(name, async () => {
        await page.come(figure);
        if (await page.evaluate(trains, figure)) {
          await isSound(figure, 'idle');
          await page.click(figure, '[data-action=play]');
          await page.inState(figure, 'running', 'converged');
          // All else is there as it is when paused; tests/e2e looks at the first figure with all rules.
          await isSound(figure, 'running', ofColours);
          await page.call(figure, 'pause');
        }
        const labels = await page.until(pictureLabels, figure);
        assert.deepEqual(labels, [...new Set(labels)], 'no two pictures are called the same');
        await isSound(figure, 'paused, pictures drawn');
      });
    }
  });

  test('the lab’s bench of the first network, by keyboard, by ear and by axe', async t => {
    const page = await open(t, {query: '?n=16', withAxe: true});
    await page.come(dft);
    await page.inState(dft, 'idle');
    const isSound = (state: string, rules?: string[]) =>
      isSoundInBothThemes(page, 'body', state, rules);
    await goThrough(page, 25);
    await isSound('idle');
    await page.click(dft, '[data-action=play]');
    await page.inState(dft, 'running', 'converged');
    await isSound('running', ofColours);
    await page.call(dft, 'pause');
    const labels = await page.until(pictureLabels, dft);
    assert.deepEqual(labels, [...new Set(labels)], 'no two pictures are called the same');
    await isSound('paused, pictures drawn');
    await page.set(dft, {optimizer: 'lms', speed: 'max'});
    await page.call(dft, 'play');
    await page.inState(dft, 'converged');
    await page.open(dft, 'details');
    await isSound('converged, tables open');
    await page.set(dft, {lr: 'NaN'});
    await isSound('a setting that makes no sense');
    await page.set(dft, {lr: '100'});
    await page.call(dft, 'play');
    await page.inState(dft, 'diverged');
    await isSound('diverged');
  });

  test('axe finds nothing where no figure can train', async t => {
    const take = () => (WebAssembly.validate = () => false);
    const page = await open(t, {withAxe: true, take});
    for (const figure of await page.evaluate(allFigures)) {
      await page.come(figure);
      await page.until(isThere, figure);
      if (!(await page.evaluate(trains, figure))) continue;
      await page.click(figure, '[data-action=play]');
      await page.inState(figure, 'error');
    }
    await isSoundInBothThemes(page, 'body', 'error');
  });

  test('what is dragged can be done with arrow keys: the spiral turns, a wave is drawn', async t => {
    const page = await open(t, {query: '?n=16&signal=drawn'});
    await page.come(dft);
    await page.inState(dft, 'idle');
    await page.shows(dft, '[data-canvas=signal]', /^Input signal of 16 .* up to 0,/);
    await page.focus(dft, '[data-canvas=signal]');
    for (const key of ['ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowRight'] as const) {
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
   * Presses Tab until the page is left.
   * @param least controls that there are
   */
  async function goThrough(page: Awaited<ReturnType<typeof open>>, least: number) {
    const expected = await page.evaluate(listStops);
    assert.ok(expected.length >= least, `${expected.length} controls`);
    assert.deepEqual(
      expected.filter(name => /: $/.test(name)),
      [],
      'each has a name',
    );
    await page.evaluate(noteStops);
    await page.press('Tab', expected.length);
    const reached = await page.evaluate(() => (window as Watched).reached);
    assert.deepEqual(
      reached.map(stop => stop?.name ?? 'none'),
      expected,
    );
    assert.deepEqual(
      reached.filter(stop => !stop?.outlined),
      [],
      'focus can be seen',
    );
    await page.press('Tab');
    const next = await page.evaluate(() => (window as Watched).focused()); // WebKitGTK begins again at once
    assert.ok(next === null || next.name === expected[0], `and leaves it: ${next?.name}`);
  }

  /**
   * @param part a selector
   * @param state that it is in
   * @param rules left out: all in the light theme, those of colours in the dark one
   */
  async function isSoundInBothThemes(
    page: Awaited<ReturnType<typeof open>>,
    part: string,
    state: string,
    rules?: string[],
  ) {
    const found = {
      dark: await page.evaluate(axeFindings, part, 'dark', ofColours),
      light: await page.evaluate(axeFindings, part, 'light', rules),
    };
    assert.deepEqual(found, {dark: [], light: []}, `${part}, ${state}`);
  }

  /** The page with all of its figures there, those with weights of their own too. */
  async function openWhole(
    t: TestContext,
    options?: {width?: number; height?: number; withAxe?: boolean},
  ) {
    const page = await open(t, options);
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
