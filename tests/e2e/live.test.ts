import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {violations} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {serveHost} from './host-page.ts';
import {devices, watchDevices} from './own-sound-page.ts';
import {scrollAway} from './scroll-away.ts';
import {tone, wav} from './sounds.ts';
import type {Page, Frame} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {OpenOptions} from './browser.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {WatchedWindow} from './own-sound-page.ts';

// A browser's microphone that whistles at half of full scale, in bin 40.
const frequency = 1250;
const folder = mkdtempSync(path.join(tmpdir(), 'fourier-net-'));
after(() => rmSync(folder, {recursive: true}));
const whistle = path.join(folder, 'whistle.wav');
writeFileSync(whistle, wav({seconds: 2, rate: 48000}, tone(frequency, 0.5)));

const fake = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${whistle}`];
const pages = useBrowser([...fake, '--use-fake-ui-for-media-stream'], {whole: true});
const asking = useBrowser(fake, {whole: true});
const tag = 'shared-figure';

/** The third figure, with weights that have learned nothing yet. */
async function open(
  browser: ReturnType<typeof useBrowser>,
  t: TestContext,
  options: OpenOptions = {},
) {
  const query = '?model=shared&optimizer=lms&speed=max';
  const opened = await browser.open(t, {query, prepare: watchDevices, ...options});
  const {page} = opened;
  await page.$eval(tag, figure => figure.scrollIntoView());
  await page.waitForFunction(name => customElements.get(name) !== undefined, {}, tag);
  await page.$eval(tag, figure => figure.scrollIntoView()); // others may have grown meanwhile
  await reads(page, 'kernel', /[a-z]/); // there are weights
  await page.$eval(tag, figure => {
    figure.shadowRoot?.querySelector('[data-view=live]')?.scrollIntoView();
  });
  return opened;
}

async function press(page: Page | Frame, action: string = 'live') {
  await (await page.waitForSelector(`${tag} >>> [data-action=${action}]`))?.click();
}

/** A readout, once it satisfies a pattern. */
async function reads(page: Page | Frame, name: string, pattern: RegExp): Promise<string> {
  const handle = await page.waitForFunction(
    (figure, wanted, source) => {
      const root = document.querySelector(figure)?.shadowRoot;
      const text = root?.querySelector(`[data-readout=${wanted}]`)?.textContent ?? '';
      return new RegExp(source).test(text) && {text};
    },
    {},
    tag,
    name,
    pattern.source,
  );
  return ((await handle.jsonValue()) as {text: string}).text;
}

const number = (text: string) => parseFloat(text.replace('−', '-').replace('< ', ''));

test('the loudest is the tone; what has learned nothing is far off, what has learned is near', async t => {
  const {page, problems} = await open(pages, t);
  await press(page);
  await reads(page, 'live', /^Microphone on\.$/);
  assert.match(await reads(page, 'live-loudest', /Hz/), /^1250 Hz at −6\.[01] dB$/);
  assert.ok(number(await reads(page, 'live-difference', /dB/)) > 0);
  assert.deepEqual(await devices(page), {tracks: ['live'], contexts: ['running']});

  await press(page, 'learn-again');
  await page.waitForFunction(
    name => (document.querySelector(name) as RunFigure).state === 'converged',
    {},
    tag,
  );
  await reads(page, 'live-difference', /^−1[0-9]{2}\.\d dB$/);
  for (const who of ['network', 'reference']) {
    const share = number(await reads(page, `live-${who}`, /%/));
    assert.ok(share > 0 && share < 100, `${who}: ${share} %`);
  }
  assert.ok(number(await reads(page, 'live-rate', /\d/)) > 10);
  const label = await page.$eval(tag, figure =>
    figure.shadowRoot?.querySelector('[data-canvas=live]')?.getAttribute('aria-label'),
  );
  assert.match(label ?? '', /The loudest now: 1250 Hz at .* The difference: −1\d\d\.\d dB\.$/);
  assert.deepEqual(await violations(page, tag), []);
  await screenshot(page, 'live');

  await press(page);
  await reads(page, 'live', /^The microphone is off\.$/);
  assert.deepEqual(await devices(page), {tracks: ['ended'], contexts: ['closed']});
  await press(page); // and on again
  await reads(page, 'live', /^Microphone on\.$/);
  await page.$eval(tag, figure => figure.remove());
  await page.waitForFunction(() => (window as WatchedWindow).kept.contexts[1].state === 'closed');
  assert.deepEqual((await devices(page)).tracks, ['ended', 'ended']);
  assert.deepEqual(problems, []);
});

test('out of sight, the microphone goes off and stays off', async t => {
  const {page, problems} = await open(pages, t);
  await press(page);
  await reads(page, 'live', /^Microphone on\.$/);
  await page.evaluate(scrollAway);
  await reads(page, 'live', /^The microphone is off: this figure was out of sight\.$/);
  assert.deepEqual(await devices(page), {tracks: ['ended'], contexts: ['closed']});
  assert.deepEqual(problems, []);
});

test('a microphone that is taken away: told, and nothing is left on', async t => {
  const {page} = await open(pages, t);
  await press(page);
  await reads(page, 'live', /^Microphone on\.$/);
  await page.evaluate(() =>
    (window as WatchedWindow).kept.tracks[0].dispatchEvent(new Event('ended')),
  );
  await reads(page, 'live', /^The microphone is off: it has been taken away\.$/);
  assert.deepEqual(await devices(page), {tracks: ['ended'], contexts: ['closed']});
});

test('refused: told, and the figure still trains', async t => {
  const {page, problems} = await open(asking, t);
  await page.browserContext().overridePermissions(new URL(page.url()).origin, []);
  await press(page);
  await reads(page, 'live', /^The microphone was refused: .* this page decide about it\.$/);
  assert.deepEqual((await devices(page)).contexts, ['closed']);
  await page.$eval(tag, figure => (figure as RunFigure).step(1));
  assert.deepEqual(problems, []);
});

test('no AudioWorklet, no code for it, no https: told', async t => {
  const {page} = await open(pages, t);
  await page.evaluate(() => {
    const {addModule} = AudioWorklet.prototype;
    AudioWorklet.prototype.addModule = function () {
      AudioWorklet.prototype.addModule = addModule;
      return addModule.call(this, 'nothing-there.js');
    };
  });
  await press(page);
  await reads(page, 'live', /^The code for this could not be loaded/);
  assert.deepEqual(await devices(page), {tracks: ['ended'], contexts: ['closed']});
  await page.evaluate(() => Reflect.deleteProperty(window, 'AudioWorkletNode'));
  await press(page);
  await reads(page, 'live', /^This browser cannot follow a microphone: it has no AudioWorklet/);
  await page.evaluate(() => Object.defineProperty(window, 'isSecureContext', {value: false}));
  await press(page);
  await reads(page, 'live', /^There is no microphone here: .*https/);
});

test('an embed can be the microphone alone; one that may not use it says what allows it', async t => {
  const query = '?model=shared&view=live';
  const frame = `<iframe src="${pages.server.address}embed/${query}" width="800" height="800"></iframe>`;
  const {page} = await pages.open(t, {address: await serveHost(t, `<!doctype html>${frame}`)});
  const inner = await (await page.waitForSelector('iframe'))?.contentFrame();
  assert.ok(inner);
  await reads(inner, 'kernel', /[a-z]/);
  const shown = await inner.$eval(tag, figure =>
    [...(figure.shadowRoot as ShadowRoot).querySelectorAll('[data-view]')]
      .filter(panel => panel.checkVisibility())
      .map(panel => [panel.getAttribute('data-view'), panel.clientWidth]),
  );
  assert.deepEqual(shown, [['live', 800 - 2 * 16]]); // the figure's padding
  await press(inner);
  await reads(
    inner,
    'live',
    /refused: .*, and the page around this frame, by allow="microphone"\.$/,
  );
});
