import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {OpenOptions} from './browser.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {FigureInPage, StateChange} from './in-page.ts';

const pages = useBrowser();
const name = 'spectrogram-figure';

/** The page, scrolled to its second figure. */
async function open(t: TestContext, options: OpenOptions = {}) {
  const query = '?model=spectrogram&optimizer=lms';
  const opened = await pages.open(t, {query, ...options});
  const {page} = opened;
  await page.$eval(name, figure => figure.scrollIntoView());
  await page.waitForFunction(tag => customElements.get(tag) !== undefined, {}, name);
  return opened;
}

/** Trains some steps, and waits until the pictures and their labels show it. */
async function train(page: Page, count: number) {
  await page.$eval(name, (figure, n) => (figure as RunFigure).step(n), count);
  await label(page, 'comparison');
}

/** The label of a picture, once it has one of its own and satisfies a pattern. */
async function label(page: Page, canvas: string, pattern: RegExp = /./): Promise<string> {
  const seen = await page.waitForSelector(`${name} >>> [data-canvas=${canvas}]`);
  await seen?.scrollIntoView(); // what nobody sees is not drawn
  const handle = await page.waitForFunction(
    (tag, wanted, source) => {
      const image = document.querySelector(tag)?.shadowRoot?.querySelector(wanted);
      const text = image?.getAttribute('aria-label') ?? '';
      return /yet$/.test(text) || !new RegExp(source).test(text) ? '' : text;
    },
    {},
    name,
    `[data-canvas=${canvas}]`,
    pattern.source,
  );
  return String(await handle.jsonValue());
}

function visibleText(page: Page): Promise<string> {
  return page.$eval(
    name,
    figure =>
      (figure.shadowRoot?.querySelector('.figure') as HTMLElement | null | undefined)?.innerText ??
      '',
  );
}

test('the spectrogram’s network, from before it is loaded', async t => {
  const {page, problems} = await open(t, {stores: false});

  await t.test('nothing is loaded until someone asks; its size and memory are told', async () => {
    const text = await visibleText(page);
    assert.match(text, /17,436,672 weights/);
    assert.match(text, / (?:[7-9]|[12]\d)\d MB of memory/); // 70 MB of weights, and work on them
    assert.doesNotMatch(text, /The real test/);
    await screenshot(page, 'spectrogram-unloaded');
    await page.$eval(name, figure => figure.setAttribute('optimizer', 'amsgrad'));
    await page.waitForFunction(
      tag =>
        / (?:2[89]|[3-9]\d)\d MB of memory/.test(
          document.querySelector(tag)?.shadowRoot?.querySelector('.notice')?.textContent ?? '',
        ),
      {},
      name,
    );
    assert.deepEqual(problems, []);
  });

  await t.test('axe finds nothing before training, in either theme, wide or narrow', async () => {
    assert.deepEqual(await violationsInAllForms(page, name), []);
  });

  // A sixteenth of the usual batch shows it as well, sooner.
  await page.$eval(name, figure => {
    figure.setAttribute('optimizer', 'lms');
    figure.setAttribute('batch', '16');
  });

  await t.test('the random weights are seen before they are trained', async () => {
    const label = await page.$eval(name, async element => {
      const figure = element as FigureInPage;
      const picture = figure.shadowRoot.querySelector('[data-canvas=comparison]') as Element;
      const atStart = new Promise(resolve => {
        figure.addEventListener('statechange', event => {
          const {state} = (event as StateChange).detail;
          if (state === 'running') resolve(picture.getAttribute('aria-label'));
        });
      });
      await figure.play();
      const text = await atStart;
      await figure.pause();
      return String(text);
    });
    assert.doesNotMatch(label, /yet$/);
    assert.deepEqual(problems, []);
  });

  await t.test(
    'a pixel, by pointer or keyboard, and the frame’s slider choose the weights shown',
    async () => {
      await train(page, 1);
      const frame = () =>
        page.$eval(name, figure =>
          Number(figure.shadowRoot?.querySelector("[data-readout='frame']")?.textContent ?? NaN),
        );
      const canvas = await page.waitForSelector(`${name} >>> [data-canvas=comparison]`);
      // A click may miss what is still moving; a locator waits until it stands.
      await page.locator(`${name} >>> [data-canvas=comparison]`).click({offset: {x: 120, y: 100}});
      const chosen = await frame();
      assert.notEqual(chosen, 16);
      await canvas?.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowUp');
      assert.equal(await frame(), chosen + 1);
      const slider = await page.waitForSelector(`${name} >>> [data-part=frame-slider]`);
      await slider?.focus();
      await page.keyboard.press('End');
      assert.equal(await frame(), 32);
      await label(page, 'band', /32/);
      assert.deepEqual(problems, []);
    },
  );

  await t.test('another signal, another scale; the violin can be heard', async () => {
    await train(page, 1);
    const button = await page.waitForSelector(`${name} >>> [data-action=play-sound]`);
    assert.equal(await button?.isVisible(), false);
    const waveform = await page.waitForSelector(`${name} >>> [data-canvas=waveform]`);
    await waveform?.evaluate(canvas => canvas.scrollIntoView({block: 'center'}));
    const picture = () => waveform?.evaluate(canvas => (canvas as HTMLCanvasElement).toDataURL());
    const tones = await picture();
    const signal = await page.waitForSelector(`${name} >>> [data-setting=signal]`);
    await signal?.select('violin-a4');
    const nextFrame = () => page.evaluate(() => new Promise(requestAnimationFrame));
    while ((await picture()) === tones) await nextFrame();
    await page.waitForSelector(`${name} >>> [data-action=play-sound]`, {visible: true});
    await button?.click();
    const scale = await page.waitForSelector(`${name} >>> [data-part=scale]`);
    await scale?.select('linear');
    await screenshot(page, 'spectrogram-violin');
    assert.deepEqual(problems, []);
  });

  await t.test(
    'trained a little, the spectrogram shows through and the band moves right',
    async () => {
      await train(page, 20);
      await screenshot(page, 'spectrogram-20-steps');
      const text = await visibleText(page);
      assert.match(text, /The real test/);
      assert.doesNotMatch(text, /every core of this machine/);
      for (const [index, slice] of [0, 10, 20, 30].entries()) {
        assert.match(await label(page, `band-${index}`), new RegExp(`^Weights of slice ${slice}:`));
      }
      const workers = page.workers().length;
      assert.ok(workers >= 1, `${workers} workers`);
      assert.deepEqual(problems, []);
    },
  );

  await t.test('axe finds nothing after training, in either theme, wide or narrow', async () => {
    const found = await violationsInAllForms(page, name, {picture: 'spectrogram'});
    assert.deepEqual(found, []);
  });
});

test('only one figure is at work: the other pauses', async t => {
  const {page} = await pages.open(t);
  const state = (tag: string) => page.$eval(tag, figure => (figure as RunFigure).state);
  await page.waitForFunction(() => customElements.get('opening-figure') !== undefined);
  await page.$eval('opening-figure', figure => (figure as RunFigure).play());
  await page.$eval(name, figure => figure.scrollIntoView({block: 'start'}));
  await page.waitForFunction(tag => customElements.get(tag) !== undefined, {}, name);
  await page.setViewport({width: 1280, height: 9000});
  await page.$eval('opening-figure', figure => figure.scrollIntoView()); // both are in sight
  await page.waitForFunction(
    () => (document.querySelector('opening-figure') as RunFigure).state === 'running',
  );
  await page.$eval(name, figure => (figure as RunFigure).play());
  assert.equal(await state(name), 'running');
  await page.waitForFunction(
    () => (document.querySelector('opening-figure') as RunFigure).state === 'paused',
  );
  await page.$eval(name, figure => (figure as RunFigure).pause());
});
