import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot, useBrowser} from './browser.ts';
import {call, come, name, press, reads} from './spectrogram-page.ts';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();

/** The page as on a phone. */
async function openOnPhone(t: TestContext, query: string) {
  const opened = await pages.open(t, {
    query,
    prepare: page => page.setViewport({width: 360, height: 740, isMobile: true, hasTouch: true}),
  });
  await come(opened.page);
  return opened;
}

const question = `${name} >>> [data-part=question]`;

test('on a phone the big network asks before it starts; LMS is a way out', async t => {
  const {page, problems} = await openOnPhone(t, '?model=spectrogram&batch=16&lr=0.002');
  const rate = await page.waitForSelector(`${name} >>> [data-setting=lr]`);
  assert.equal(await rate?.evaluate(field => (field as HTMLInputElement).value), '0.002');
  await press(page, 'play');
  await page.waitForSelector(question, {visible: true});
  await reads(page, 'question', /phone.* (?:2[89]|[3-9]\d)\d MB/); // 279 of them weights and moments
  await reads(page, 'lms-memory', /^(?:[7-9]|1\d)\d MB$/);
  await screenshot(page, 'start-question');
  const smaller = `${name} >>> [data-part=question] a`;
  const there = await page.$eval(smaller, link => (link as HTMLAnchorElement).href);
  const model = await pages.open(t, {address: there});
  await model.page.waitForFunction(() => customElements.get('shared-figure'));
  assert.equal(await page.$eval(name, figure => (figure as RunFigure).state), 'idle');
  await press(page, 'start-lms');
  await reads(page, 'step', /[1-9]/);
  await call(page, 'pause');
  assert.equal((await call(page, 'getState')).settings.optimizer, 'lms');
  await page.waitForSelector(question, {hidden: true});
  assert.deepEqual(problems, []);
});

test('who wants it anyway gets it, and is not asked again', async t => {
  const {page} = await openOnPhone(t, '?model=spectrogram&optimizer=lms&batch=16');
  await press(page, 'step');
  await page.waitForSelector(question, {visible: true});
  await press(page, 'start-anyway');
  await reads(page, 'step', /[1-9]/);
  await call(page, 'pause');
  await press(page, 'reset');
  await reads(page, 'step', /^0$/);
  await press(page, 'step');
  await reads(page, 'step', /^1$/);
});

test('on a desktop it starts without a question', async t => {
  const {page} = await pages.open(t, {query: '?model=spectrogram&optimizer=lms&batch=16'});
  await come(page);
  await press(page, 'step');
  await reads(page, 'step', /^1$/);
});
