import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {call, find, inState, press, ready} from './figure.ts';
import type {Page} from 'puppeteer-core';

const pages = useBrowser();

/** What the weights are drawn in. */
const pictures = ['heatmap', 'helix', 'rows'];

/** What the time line says that is shown. */
const shown = (page: Page) =>
  page.$eval("dft-figure >>> [data-readout='time']", readout => readout.textContent);

const until = (page: Page, text: string) =>
  page.waitForFunction(
    wanted =>
      document
        .querySelector('dft-figure')
        ?.shadowRoot?.querySelector("[data-readout='time']")
        ?.textContent.startsWith(wanted),
    {},
    text,
  );

/** Bytes of the pictures, once all that is out of date is drawn: at least one of them in a frame. */
const drawn = (page: Page) =>
  page.$eval(
    'dft-figure',
    async ({shadowRoot}, names) => {
      for (let i = 0; i < 12; i++) await new Promise(requestAnimationFrame);
      const canvases = names.map(name =>
        shadowRoot?.querySelector<HTMLCanvasElement>(`[data-canvas='${name}']`),
      );
      return canvases.map(canvas => canvas?.toDataURL());
    },
    pictures,
  );

test('gone back to by key and pointer, each step is drawn as it was when the run was there', async t => {
  const query = '?n=32&speed=max'; // there is room for all frames
  const {page, problems} = await pages.open(t, {query, height: 1500});
  await ready(page);
  const steps = [0, 5, 20, 60, 150];
  const first = [];
  for (const [index, step] of steps.entries()) {
    if (step > 0) await call(page, 'step', step - steps[index - 1]);
    await until(page, step === 0 ? 'Once' : `Step ${step}:`);
    first.push(await drawn(page));
  }
  const slider = await find(page, 'slider', 'Time line');
  await slider.focus();
  await page.keyboard.press('Home');
  for (const [index, step] of steps.slice(0, -1).entries()) {
    const text = `As it was at step ${step} of 150, loss `;
    // Frames that were taken on the way stand between them.
    while (!(await shown(page)).startsWith(text)) {
      assert.doesNotMatch(await shown(page), /^Step/, `${text} is not there`);
      await page.keyboard.press('ArrowRight');
    }
    assert.deepEqual(await drawn(page), first[index], text);
  }
  assert.equal(await slider.evaluate(each => each.ariaValueText), '60 of 150 steps');
  await page.keyboard.press('End');
  assert.match(await shown(page), /^Step 150: /);
  assert.deepEqual(await drawn(page), first.at(-1));
  const {x, y, height} = (await slider.boundingBox()) ?? assert.fail();
  await page.mouse.click(x + 1, y + height / 2);
  assert.match(await shown(page), /^As it was at step 0 /);
  assert.deepEqual(await drawn(page), first[0]);
  await press(page, 'Reset');
  await until(page, 'Once');
  assert.deepEqual(await drawn(page), first[0]);
  assert.deepEqual(problems, []);
});

test('while it trains what is gone back to stays; Play goes on from the newest', async t => {
  const {page, problems} = await pages.open(t, {query: '?model=dft', height: 1500});
  await ready(page);
  await call(page, 'step', 40);
  const slider = await find(page, 'slider', 'Time line');
  const step = () => call(page, 'getState').then(state => state.step);
  await until(page, 'Step 40:');
  await slider.focus();
  await page.keyboard.press('Home');
  const atStart = await drawn(page);
  await press(page, 'Play');
  await inState(page, 'running');
  await until(page, 'Step ');
  assert.ok((await step()) >= 40);
  await slider.focus();
  await page.keyboard.press('Home');
  for (const before = await step(); (await step()) <= before;);
  assert.match(await shown(page), /^As it was at step 0 of /);
  assert.deepEqual(await drawn(page), atStart);
  await press(page, 'Pause');
  await inState(page, 'paused');
  assert.deepEqual(await drawn(page), atStart);
  await slider.focus();
  await page.keyboard.press('End');
  await until(page, 'Step ');
  assert.notDeepEqual(await drawn(page), atStart);
  assert.deepEqual(problems, []);
});
