import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {call, inState, press, ready} from './figure.ts';
import type {TestContext} from 'node:test';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {Seen} from './in-page.ts';
import type {SavedState} from '../../web/engine/saved-state.ts';

type Heard = Seen & {time: number};
type ListeningWindow = typeof window & {seen: Heard[]};

const pages = useBrowser();

/** Opens a page that writes down the figure's events, which bubble out of it. */
async function openListening(t: TestContext, query: string) {
  return pages.open(t, {
    query,
    prepare: page =>
      page.evaluateOnNewDocument(() => {
        const seen: Heard[] = [];
        (window as ListeningWindow).seen = seen;
        for (const type of ['ready', 'statechange', 'progress']) {
          document.addEventListener(type, event => {
            const {detail} = event as CustomEvent;
            seen.push({type, detail, time: event.timeStamp} as Heard);
          });
        }
      }),
  });
}

const eventsOf = (page: Page): Promise<Heard[]> =>
  page.evaluate(() => (window as ListeningWindow).seen);

test('a figure says when it is ready, once, and each state that it enters', async t => {
  const {page} = await openListening(t, '?n=16&optimizer=lms&speed=max');
  await ready(page);
  await page.waitForFunction(() =>
    (window as ListeningWindow).seen.some(({type}) => type === 'ready'),
  );
  await press(page, 'Play');
  await inState(page, 'converged');
  const events = await eventsOf(page);
  assert.equal(events.filter(({type}) => type === 'ready').length, 1);
  const changes = events.filter(each => each.type === 'statechange').map(({detail}) => detail);
  assert.deepEqual(
    changes.map(({state}) => state),
    ['loading', 'idle', 'running', 'converged'],
  );
  for (const change of changes) assert.deepEqual(Object.keys(change), ['state', 'reason']);
  assert.match(changes[3].reason, /^The loss no longer falls/);
});

test('progress comes at most four times a second, with all its numbers', async t => {
  const {page} = await openListening(t, '?n=32&optimizer=sgd&lr=0.001&speed=max');
  await ready(page);
  await press(page, 'Play');
  await page.waitForFunction(
    () =>
      (window as ListeningWindow).seen.filter(
        ({type, detail}) => type === 'progress' && detail.step > 0,
      ).length >= 5,
  );
  const running = (await eventsOf(page))
    .filter(each => each.type === 'progress')
    .filter(({detail}) => detail.step > 0);
  for (const [i, {detail, time}] of running.entries()) {
    assert.deepEqual(Object.keys(detail).sort(), [
      'examples',
      'heldOutLoss',
      'loss',
      'step',
      'stepsPerSecond',
      'weightError',
    ]);
    for (const value of Object.values(detail)) assert.ok(Number.isFinite(value));
    assert.ok(detail.step > (running[i - 1]?.detail.step ?? 0));
    if (i > 0) assert.ok(time - running[i - 1].time >= 240, `${time - running[i - 1].time} ms`);
  }
  assert.ok(running[running.length - 1].detail.stepsPerSecond > 0);
});

test('commands resolve when they are carried out', async t => {
  const {page} = await openListening(t, '?n=16');
  await ready(page);
  await call(page, 'step', 7);
  const state = await call(page, 'getState');
  assert.equal(state.step, 7);
  assert.equal(state.version, 1);
  await call(page, 'play');
  await inState(page, 'running');
  await call(page, 'pause');
  assert.equal(await page.$eval('dft-figure', figure => (figure as RunFigure).state), 'paused');
  await call(page, 'setState', state);
  assert.deepEqual(await call(page, 'getState'), state);
  await call(page, 'reset');
  assert.equal((await call(page, 'getState')).step, 0);
  await call(page, 'newSeed');
  assert.notEqual((await call(page, 'getState')).settings.seed, state.settings.seed);
});

test('a command with an impossible argument is refused with the allowed range', async t => {
  const {page, problems} = await openListening(t, '?n=16');
  await ready(page);
  for (const count of [0, -1, 1.5]) {
    await assert.rejects(call(page, 'step', count), /allowed is a whole number from 1/);
  }
  await assert.rejects(
    call(page, 'setState', {version: 2} as unknown as SavedState),
    /version 2 cannot be used: allowed is 1/,
  );
  await call(page, 'step', 1);
  assert.equal((await call(page, 'getState')).step, 1);
  assert.deepEqual(problems, []);
});
