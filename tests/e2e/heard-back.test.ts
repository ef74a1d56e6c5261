import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {
  devices,
  openTrained,
  part,
  snrAt,
  snrText,
  tag,
  textOf,
  train,
  waveLabel,
  watchDevices,
} from './own-sound-page.ts';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {WatchedWindow} from './own-sound-page.ts';

const pages = useBrowser(['--autoplay-policy=user-gesture-required']);

async function chooseViolin(page: Page) {
  await (await part(page, '[data-setting=signal]')).select('violin-a4');
  await waveLabel(page, /from 0\.00 s.*at 8000 Hz/);
}

const press = async (page: Page, action: string) =>
  (await part(page, `[data-action=${action}]`)).click();

test('what the network makes of the violin is heard', async t => {
  const {page, problems} = await openTrained(pages, t, {prepare: watchDevices});

  await t.test('original and network are played, one at a time, and stopped', async () => {
    assert.equal(await (await part(page, '[data-part=heard-back]')).isVisible(), false);
    await chooseViolin(page);
    await press(page, 'play-sound');
    await textOf(page, '[data-action=play-sound]', /^Stop$/);
    await press(page, 'play-network');
    await textOf(page, '[data-action=play-network]', /^Stop$/);
    await textOf(page, '[data-action=play-sound]', /^Play the original$/);
    await page.waitForFunction(
      () => (window as WatchedWindow).kept.contexts[1]?.state === 'running',
    );
    await press(page, 'play-network');
    await textOf(page, '[data-action=play-network]', /^Play what the network made of it$/);
    assert.deepEqual((await devices(page)).contexts, ['closed', 'closed']);

    await press(page, 'play-sound');
    await textOf(page, '[data-action=play-sound]', /^Stop$/);
    await textOf(page, '[data-action=play-sound]', /^Play the original$/); // it has ended
    assert.deepEqual(problems, []);
  });

  await t.test(
    'while it trains: made anew when it is to be heard, and training goes on',
    async () => {
      await snrAt(page, 2);
      await page.$eval(tag, figure => void (figure as RunFigure).play());
      await page.waitForFunction(
        name =>
          Number(
            document.querySelector(name)?.shadowRoot?.querySelector('[data-readout=step]')
              ?.textContent,
          ) > 3,
        {},
        tag,
      );
      await snrText(page, /at step 2$/);
      await press(page, 'play-network');
      const text = await snrText(page, /dB\s+at step (?!2$)/);
      assert.equal(await page.$eval(tag, figure => (figure as RunFigure).state), 'running');
      await page.$eval(tag, figure => (figure as RunFigure).pause());
      const {step} = await page.$eval(tag, figure => (figure as RunFigure).getState());
      assert.ok(Number(text.split('step ')[1].replace(/\D/g, '')) <= step);
      await snrText(page, new RegExp(`dB\\s+(at step ${step}|within step ${step + 1})$`));
      assert.deepEqual(problems, []);
    },
  );

  await t.test('a figure that goes falls silent; nothing is left', async () => {
    await press(page, 'play-sound');
    await textOf(page, '[data-action=play-sound]', /^Stop$/);
    await page.$eval(tag, figure => figure.remove());
    await page.waitForFunction(() =>
      (window as WatchedWindow).kept.contexts.every(context => context.state === 'closed'),
    );
    assert.deepEqual(problems, []);
  });
});

test('how near it comes is told, heard or not', async t => {
  const query = '?model=spectrogram&optimizer=lms&batch=256&kernel=simd128&seed=1';
  const {page, problems} = await openTrained(pages, t, {query});

  await t.test('the better the network, the nearer is what comes back', async () => {
    await page.$eval(tag, figure => (figure as RunFigure).reset());
    await chooseViolin(page);
    const untrained = await snrAt(page, 0);
    assert.ok(untrained < -10, `${untrained} dB before training`);
    await train(page, 12);
    const trained = await snrAt(page, 12);
    // Of the noise, 256 / (256 + 2048 + 1) goes at each step: 6 dB in 12.
    assert.ok(trained > untrained + 5, `${untrained} dB, after 12 steps ${trained} dB`);
    assert.deepEqual(problems, []);
  });

  await t.test('no sound device, or no sound at all: told', async () => {
    await page.evaluate(() => {
      AudioContext.prototype.resume = () => new Promise(() => {});
    });
    await press(page, 'play-sound');
    await textOf(page, '[data-readout=heard-problem]', /^No sound: /);
    await textOf(page, '[data-action=play-sound]', /^Play the original$/);
    await page.evaluate(() => Reflect.deleteProperty(window, 'AudioContext'));
    await press(page, 'play-network');
    await textOf(page, '[data-readout=heard-problem]', /^This browser plays no sound/);
    assert.deepEqual(problems, []);
  });
});
