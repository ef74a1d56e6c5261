import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {
  devices,
  openTrained,
  part,
  said,
  snrAt,
  tag,
  textOf,
  train,
  waveLabel,
  watchDevices,
} from './own-sound-page.ts';
import type {Page} from 'puppeteer-core';
import type {WatchedWindow} from './own-sound-page.ts';

const fake = ['--use-fake-device-for-media-stream'];
const pages = useBrowser([...fake, '--use-fake-ui-for-media-stream'], {whole: true});
const asking = useBrowser(fake, {whole: true});

/** With what answers the question for the microphone. */
type AskedWindow = typeof window & {answer: () => Promise<MediaStream>};

/** What was on before is no matter of this test. */
const forgetDevices = (page: Page) =>
  page.evaluate(() => void ((window as WatchedWindow).kept.tracks.length = 0));

const record = async (page: Page) => (await part(page, '[data-action=record]')).click();

test('where the microphone may be used, it is on for as long as it records', async t => {
  const {page, problems} = await openTrained(pages, t, {prepare: watchDevices});

  await t.test('three seconds of the microphone are shown; it is off again', async () => {
    await forgetDevices(page);
    await record(page);
    await said(page, /^Microphone on: recording 3 s\.$/);
    assert.deepEqual((await devices(page)).tracks, ['live']);
    await textOf(page, '[data-action=record]', /^Stop recording$/);
    await said(page, /^Your recording: (2\.[5-9]|3\.[0-5])\d s, taken at 8 kHz\./);
    assert.deepEqual((await devices(page)).tracks, ['ended']);
    await waveLabel(page, /Your recording, from .* at 8000 Hz/);
    await textOf(page, '[data-action=record]', /^Record 3 s$/);
    await snrAt(page, 2);
    assert.deepEqual(problems, []);
  });

  await t.test('it can be stopped early', async () => {
    await forgetDevices(page);
    await record(page);
    await said(page, /Microphone on/);
    await new Promise(resolve => setTimeout(resolve, 700)); // something to be heard
    await record(page);
    await said(page, /^Your recording: [01]\.\d\d s/);
    assert.deepEqual((await devices(page)).tracks, ['ended']);
  });

  await t.test('stopped at once there is too little; the figure stays as it was', async () => {
    await forgetDevices(page);
    const before = await waveLabel(page);
    await record(page);
    await said(page, /Microphone on/);
    await record(page);
    await said(page, /^Your recording is /);
    assert.deepEqual((await devices(page)).tracks, ['ended']);
    assert.equal(await waveLabel(page), before);
  });

  await t.test(
    'a question left open can be taken back; an answer that comes later turns nothing on',
    async () => {
      await page.evaluate(askFirst);
      await record(page);
      await said(page, /^Asking for the microphone…$/);
      await record(page);
      await textOf(page, '[data-action=record]', /^Record 3 s$/);
      await said(page, /^$/);
      const state = await page.evaluate(async () => {
        const stream = await (window as AskedWindow).answer();
        await new Promise(resolve => setTimeout(resolve));
        return stream.getTracks()[0].readyState;
      });
      assert.equal(state, 'ended');
    },
  );

  await t.test('a figure that goes turns its microphone off', async () => {
    await forgetDevices(page);
    await record(page);
    await said(page, /Microphone on/);
    await page.$eval(tag, figure => figure.remove());
    await page.waitForFunction(
      () => (window as WatchedWindow).kept.tracks[0].readyState === 'ended',
    );
    assert.deepEqual(problems, []);
  });
});

test('where there is no microphone, that is told', async t => {
  const {page, problems} = await openTrained(asking, t);

  await t.test('refused: told, and nothing is lost', async () => {
    const {origin} = new URL(page.url());
    await page.browserContext().overridePermissions(origin, []);
    const before = await waveLabel(page);
    await record(page);
    await said(page, /^The microphone was refused/);
    await textOf(page, '[data-action=record]', /^Record 3 s$/);
    assert.equal(await waveLabel(page), before);
    await train(page, 1);
    assert.deepEqual(problems, []);
  });

  await t.test('no microphone, an old browser, a page without https: told', async () => {
    for (const [spoil, message] of [
      [noDevice, /^There is no microphone: /],
      [noRecorder, /^There is no microphone here: this browser does not record/],
      [insecure, /^There is no microphone here: .*https/],
    ] as [() => void, RegExp][]) {
      await page.evaluate(spoil);
      await record(page);
      await said(page, message);
      await textOf(page, '[data-action=record]', /^Record 3 s$/);
    }
    assert.deepEqual(problems, []);
  });
});

// What follows runs in the page.

/** Has the next question for the microphone wait for answer(). */
function askFirst() {
  const {mediaDevices} = navigator;
  const {getUserMedia} = mediaDevices;
  mediaDevices.getUserMedia = constraints => {
    mediaDevices.getUserMedia = getUserMedia;
    return new Promise(resolve => {
      const answer = async () => {
        const stream = await mediaDevices.getUserMedia(constraints);
        resolve(stream);
        return stream;
      };
      Object.assign(window, {answer});
    });
  };
}

function noDevice() {
  const error = new DOMException('Requested device not found', 'NotFoundError');
  navigator.mediaDevices.getUserMedia = () => Promise.reject(error);
}

function noRecorder() {
  Reflect.deleteProperty(window, 'MediaRecorder');
}

function insecure() {
  Object.defineProperty(window, 'isSecureContext', {value: false});
}
