import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot, useBrowser} from './browser.ts';
import {openLesson} from './lesson.ts';
import {watchDevices} from './own-sound-page.ts';
import {serveDist} from './server.ts';
import type {Page} from 'puppeteer-core';
import type {WatchedWindow} from './own-sound-page.ts';

const pages = useBrowser(['--autoplay-policy=user-gesture-required']);
const tag = 'violin-figure';

/** Waits until a part of the figure says so. */
async function says(page: Page, selector: string, pattern: RegExp) {
  await page.waitForFunction(
    (name, wanted, source) => {
      const element = document.querySelector(name)?.shadowRoot?.querySelector(wanted);
      const text = element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
      return new RegExp(source).test(text);
    },
    {},
    tag,
    selector,
    pattern.source,
  );
}

const spectrogram = '[data-canvas=spectrogram]';
const cursor = '[data-readout=cursor]';
const button = '[data-action=play-sound]';

for (const [width, scheme] of [
  [360, 'light'],
  [1280, 'dark'],
] as const) {
  test(`wave, spectrogram and piece are there, at ${width} px, ${scheme}`, async t => {
    const media = {'prefers-color-scheme': scheme};
    const lesson = await openLesson(pages, t, tag, {width, media});
    await says(
      lesson.page,
      spectrogram,
      /8 harmonics\. At 1\.0000 s: 440 Hz 0\.0 dB, 880 Hz −4\.\d/,
    );
    await says(lesson.page, '[data-canvas=wave]', /^Wave, violin: 16.000 samples at 8000 Hz, 2 s/);
    await says(lesson.page, '[data-canvas=piece]', /^Wave, around 1\.0000 s: 512 samples/);
    assert.deepEqual(await lesson.tables(), [10]);
    await lesson.isSound(`violin-${width}-${scheme}`);
    await lesson.page.$eval('opening-figure', figure => figure.remove());
    assert.equal(await lesson.remove(), 0);
    assert.deepEqual(lesson.problems, []);
  });
}

test('it is read with the pointer and with the keys, on both scales', async t => {
  const {page, part, problems} = await openLesson(pages, t, tag);
  await says(page, cursor, /^Point at the spectrogram/);
  const canvas = await page.waitForSelector(`${tag} >>> ${spectrogram}`);
  await canvas?.scrollIntoView();
  const box = await canvas?.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  await says(page, cursor, /^[01]\.\d{4} s, [12]\d{3}(\.\d)? Hz: −\d\d\.\d dB/);
  await canvas?.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await says(page, cursor, /^0\.0320 s, \d{4}\S* Hz: .*, harmonic \d$/);
  await page.keyboard.press('ArrowRight');
  await says(page, cursor, /^0\.0360 s/);
  await page.keyboard.down('Shift');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Shift');
  await says(page, cursor, /^0\.0760 s/);
  await says(page, '[data-canvas=piece]', /^Wave, around 0\.0760 s/);
  await (await part('combobox', 'Scale')).select('linear');
  await says(page, spectrogram, /on a linear scale/);
  await screenshot(page, 'violin-linear', tag);
  assert.deepEqual(problems, []);
});

test('it is played, a line goes along, it ends or is stopped; nothing is left', async t => {
  const {page, problems} = await openLesson(pages, t, tag, {prepare: watchDevices});
  await says(page, spectrogram, /^Spectrogram, violin/);
  const lines = () =>
    page.$$eval(`${tag} >>> .playhead:not([hidden])`, all =>
      all.map(line => line.getBoundingClientRect().x),
    );
  const press = () => page.$eval(`${tag} >>> ${button}`, each => (each as HTMLElement).click());
  assert.deepEqual(await lines(), []);
  await press();
  await says(page, button, /^Stop$/);
  await page.waitForFunction(
    name => document.querySelector(name)?.shadowRoot?.querySelector('.playhead:not([hidden])'),
    {},
    tag,
  );
  const [wave, picture] = await lines();
  assert.ok(Math.abs(wave - picture) < 1, `${wave} over the wave, ${picture} over the spectrogram`);
  await page.waitForFunction(
    (name, before) =>
      [...(document.querySelector(name)?.shadowRoot?.querySelectorAll('.playhead') ?? [])].every(
        line => line.getBoundingClientRect().x > before + 20,
      ),
    {},
    tag,
    wave,
  );
  await says(page, button, /^Play sound$/); // it has ended
  assert.deepEqual(await lines(), []);
  await page.focus(`${tag} >>> [role=group]`);
  await page.keyboard.press('Space');
  await says(page, button, /^Stop$/);
  await page.keyboard.press('Space');
  await says(page, button, /^Play sound$/);
  await press();
  await says(page, button, /^Stop$/);
  await page.$eval(tag, figure => figure.remove());
  await page.waitForFunction(
    () =>
      (window as WatchedWindow).kept.contexts.length === 3 &&
      (window as WatchedWindow).kept.contexts.every(context => context.state === 'closed'),
  );
  assert.deepEqual(problems, []);
});

test('no sound device, or no sound at all: told', async t => {
  const {page, problems} = await openLesson(pages, t, tag, {
    prepare: page =>
      page.evaluateOnNewDocument(() => {
        AudioContext.prototype.resume = () => new Promise(() => {});
      }),
  });
  const press = () => page.$eval(`${tag} >>> ${button}`, each => (each as HTMLElement).click());
  await press();
  await says(page, '[data-readout=problem]', /^No sound: /);
  await says(page, button, /^Play sound$/);
  await page.evaluate(() => Reflect.deleteProperty(window, 'AudioContext'));
  await press();
  await says(page, '[data-readout=problem]', /^This browser plays no sound/);
  assert.deepEqual(problems, []);
});

test('without the core it says so, and Reset makes it once that is there', async t => {
  let missing = true;
  const server = await serveDist({without: file => missing && /\.wasm$/.test(file)});
  t.after(() => server.close());
  const {page} = await openLesson(pages, t, tag, {address: server.address});
  await says(page, '[data-readout=problem]', /The training code could not be loaded.*press Reset/);
  missing = false;
  await page.$eval(`${tag} >>> [data-action=reset]`, each => (each as HTMLElement).click());
  await says(page, spectrogram, /^Spectrogram, violin/);
  await says(page, '[data-readout=problem]', /^$/);
});

test('nothing of it is loaded before it comes near', async t => {
  const {page} = await pages.open(t);
  await page.waitForFunction(() => customElements.get('opening-figure'));
  const asked = () =>
    page.evaluate(() => {
      const names = performance.getEntriesByType('resource').map(({name}) => name);
      return names.filter(name => /violin-figure-\w+\.js$/.test(name)).length;
    });
  assert.equal(await asked(), 0);
  await page.waitForFunction(
    name => {
      document.querySelector(name)?.scrollIntoView();
      return customElements.get(name);
    },
    {},
    tag,
  );
  assert.equal(await asked(), 1);
});
