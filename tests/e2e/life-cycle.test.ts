import assert from 'node:assert/strict';
import {test} from 'node:test';
import {patience, useBrowser} from './browser.ts';
import {holdCore, letCoreCome} from './held-core.ts';
import {call, inState, press, readout, readoutMatching, ready} from './figure.ts';
import {scrollAway} from './scroll-away.ts';
import {holdRequest} from './held-request.ts';
import type {Page} from 'puppeteer-core';
import type {Handle} from './figure.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {ProgressTold} from './in-page.ts';

type MountModule = typeof import('../../web/embed/mount.ts');
/** With the steps that were told of. */
type CountingWindow = typeof window & {steps: number[]};
/** With a figure that was taken out, and the place that it had. */
type KeepingWindow = typeof window & {figure: Element; place: Element};

const pages = useBrowser();
const endless = '?n=16&optimizer=sgd&lr=0.001&speed=max';

/** Waits until the page has so many workers. */
async function workersAre(page: Page, count: number) {
  const url = /worker-\w+\.js$/;
  const now = () => page.workers().filter(worker => url.test(worker.url())).length;
  await new Promise((resolve, reject) => {
    const look = () => now() === count && resolve(undefined);
    page.on('workercreated', look);
    page.on('workerdestroyed', look);
    setTimeout(() => reject(new Error(`${now()} workers, not ${count}`)), patience).unref();
    look();
  });
}

/** In the page: whether there is anything on a canvas. */
function isDrawn(element: Element | null) {
  const {width, height} = element as HTMLCanvasElement;
  const blank = Object.assign(document.createElement('canvas'), {width, height});
  return (element as HTMLCanvasElement).toDataURL() !== blank.toDataURL();
}

test('scrolled away a run pauses, coming back it goes on', async t => {
  const {page} = await pages.open(t, {query: endless, height: 300});
  await ready(page);
  await press(page, 'Play');
  await readoutMatching(page, 'Step', /[1-9]/);
  await page.evaluate(scrollAway);
  await inState(page, 'paused');
  const {step} = await call(page, 'getState');
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await inState(page, 'running');
  assert.ok((await call(page, 'getState')).step >= step);
});

test('hidden a run pauses, shown it goes on', async t => {
  const {page} = await pages.open(t, {query: endless});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'running');
  await page.$eval('dft-figure', figure => figure.toggleAttribute('hidden', true));
  await inState(page, 'paused');
  await page.$eval('dft-figure', figure => figure.toggleAttribute('hidden', false));
  await inState(page, 'running');
});

test('scrolled away while it loads, a run that was told to play waits until it is seen', async t => {
  const {page} = await pages.open(t, {query: endless, height: 300, prepare: holdCore});
  await press(page, 'Play');
  await inState(page, 'loading');
  await page.evaluate(() => {
    const steps = [] as number[];
    Object.assign(window, {steps});
    document.addEventListener('progress', (event: Event) => {
      steps.push((event as ProgressTold).detail.step);
    });
  });
  await page.evaluate(scrollAway);
  await page.waitForFunction(
    () => Number(document.querySelector('dft-figure')?.getBoundingClientRect().bottom) < 0,
  );
  await letCoreCome(page);
  await inState(page, 'paused');
  assert.deepEqual(await page.evaluate(() => [...new Set((window as CountingWindow).steps)]), [0]);
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await inState(page, 'running');
});

test('told to play where nobody sees it, a figure waits; steps that are asked for are done', async t => {
  const {page} = await pages.open(t, {query: endless, height: 300});
  await ready(page);
  await page.evaluate(scrollAway);
  await page.waitForFunction(
    () => Number(document.querySelector('dft-figure')?.getBoundingClientRect().bottom) < 0,
  );
  await call(page, 'step', 3);
  assert.equal((await call(page, 'getState')).step, 3);
  await page.$eval('dft-figure', figure => (figure as RunFigure).play());
  await inState(page, 'paused');
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await inState(page, 'running');
});

test('a run that was paused by hand stays paused when it comes back into view', async t => {
  const {page} = await pages.open(t, {query: endless, height: 300});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'running');
  await press(page, 'Pause');
  await inState(page, 'paused');
  const {step} = await call(page, 'getState');
  await page.evaluate(scrollAway);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal((await call(page, 'getState')).step, step);
});

test('a run that was reset out of sight does not start by itself when it comes back', async t => {
  const {page} = await pages.open(t, {query: endless, height: 300});
  await ready(page);
  await press(page, 'Play');
  await inState(page, 'running');
  await page.evaluate(scrollAway);
  await inState(page, 'paused');
  await call(page, 'reset');
  await page.$eval('dft-figure', figure => figure.scrollIntoView());
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal((await call(page, 'getState')).step, 0);
  await inState(page, 'idle');
});

test('a figure below the fold loads nothing until it comes near', async t => {
  const scripts: string[] = [];
  const {page} = await pages.open(t, {
    height: 100,
    prepare: async page => {
      page.on('request', request => scripts.push(request.url()));
      await page.evaluateOnNewDocument(() => {
        document.addEventListener('DOMContentLoaded', () => {
          document.body.style.paddingTop = '3000px';
        });
      });
    },
  });
  /** of one that is not the page's first, whose code is asked for at once */
  const ofFigure = () => scripts.filter(url => /\/butterfly-figure-\w+\.js$/.test(url)).length;
  await page.waitForFunction(() => customElements.get('run-value')); // page.ts has run to its end
  for (let frame = 0; frame < 2; frame++) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.deepEqual([ofFigure(), page.workers().length], [0, 0]);
  await page.$eval('opening-figure', figure => figure.scrollIntoView());
  await workersAre(page, 1);
  assert.equal(ofFigure(), 0);
  await page.$eval('butterfly-figure', figure => figure.scrollIntoView());
  await page.waitForFunction(() => customElements.get('butterfly-figure'));
  assert.equal(ofFigure(), 1);
});

test('removed, a figure ends its workers; put back, it works again', async t => {
  const {page, problems} = await pages.open(t, {query: `${endless}&workers=2`});
  await ready(page);
  await workersAre(page, 2);
  await press(page, 'Play');
  await inState(page, 'running');
  await page.evaluate(() => {
    const figure = document.querySelector('dft-figure') as Element;
    Object.assign(window, {figure, place: figure.parentElement});
    figure.remove();
  });
  await workersAre(page, 0);
  await page.evaluate(() => {
    const {figure, place} = window as KeepingWindow;
    place.prepend(figure);
  });
  await ready(page);
  await workersAre(page, 2);
  await press(page, 'Step');
  await readoutMatching(page, 'Step', /^1$/);
  assert.deepEqual(problems, []);
});

test('removed while it loads, a figure leaves no worker behind', async t => {
  const {page, problems} = await pages.open(t, {query: endless});
  await ready(page);
  await page.evaluate(async () => {
    document.querySelector('dft-figure')?.remove();
    for (let i = 0; i < 5; i++) {
      const figure = document.createElement('dft-figure');
      document.body.prepend(figure);
      await customElements.whenDefined('dft-figure');
      void (figure as RunFigure).reset().catch(() => {});
      void (figure as RunFigure).step(1).catch(() => {});
      for (let frames = 0; frames < i; frames++) await new Promise(requestAnimationFrame);
      figure.remove();
    }
  });
  await workersAre(page, 0);
  assert.deepEqual(problems, []);
});

test('mounted, played and removed thirty times, a figure leaves nothing behind', async t => {
  const {page, problems} = await pages.open(t, {query: 'examples/index.html'});
  const session = await page.createCDPSession();
  /** One of three is removed while it loads. */
  const cycle = (cycles: number) =>
    page.evaluate(
      async (address, count) => {
        const {mount} = (await import(address)) as MountModule;
        for (let i = 0; i < count; i++) {
          const settings = {n: 8, optimizer: 'sgd', lr: 0.001, speed: 'max'};
          const {figure, unmount} = await mount(document.body, settings);
          const trained = new Promise(resolve => figure.addEventListener('progress', resolve));
          const told = figure.play();
          if (i % 3) await Promise.all([told, trained]);
          unmount();
          await told;
        }
      },
      `${pages.server.address}embed/mount.js`,
      cycles,
    );
  const left = async (): Promise<Record<string, number>> => {
    await page.evaluate(() => new Promise(done => requestIdleCallback(done)));
    await session.send('HeapProfiler.collectGarbage');
    const {JSEventListeners = NaN, Nodes = NaN, Documents = NaN} = await page.metrics();
    return {listeners: JSEventListeners, nodes: Nodes, documents: Documents};
  };
  await cycle(6); // what is loaded with the first ones stays
  await workersAre(page, 0);
  let before = await left();
  for (let now = await left(); now.nodes < before.nodes; now = await left()) before = now;
  await cycle(30);
  await workersAre(page, 0);
  const isMore = (now: Record<string, number>) =>
    Object.keys(now).some(key => !(now[key] <= before[key]));
  const deadline = Date.now() + patience; // what the storage was asked for goes a little later
  let after = await left();
  while (isMore(after) && Date.now() < deadline) after = await left();
  assert.ok(!isMore(after), JSON.stringify({before, after}));
  assert.deepEqual(problems, []);
});

test('removed while its loss plot loads, a figure draws none; put back, it does', async t => {
  let held: Awaited<ReturnType<typeof holdRequest>> | undefined;
  const {page, problems} = await pages.open(t, {
    query: '?n=16',
    async prepare(page) {
      held = await holdRequest(page, '*/history-plot-*.js');
    },
  });
  const address = await held?.asked;
  const canvas = (await page.waitForSelector('dft-figure >>> [data-canvas=loss]')) as Handle;
  await page.evaluate(() => {
    const figure = document.querySelector('dft-figure') as Element;
    Object.assign(window, {figure, place: figure.parentElement});
    figure.remove();
  });
  await held?.letGo();
  await page.evaluate(script => import(script), String(address)); // the figure waited before
  assert.ok(!(await canvas.evaluate(isDrawn)));
  await page.evaluate(() => {
    const {figure, place} = window as KeepingWindow;
    place.prepend(figure);
  });
  await page.waitForFunction(
    isDrawn,
    {},
    await page.waitForSelector('dft-figure >>> [data-canvas=loss]'),
  );
  assert.deepEqual(problems, []);
});

test('a method of a figure outside any document is refused in words', async t => {
  const {page} = await pages.open(t, {query: '?n=16'});
  await ready(page);
  const message = await page.evaluate(() =>
    (document.createElement('dft-figure') as RunFigure).play().catch(String),
  );
  assert.match(String(message), /is not in a document/);
});

test('two figures train apart from each other, one after the other', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=16&optimizer=lms', height: 4000});
  await ready(page);
  await page.evaluate(() => {
    const second = document.createElement('dft-figure');
    for (const [key, value] of Object.entries({n: '8', seed: '5', optimizer: 'lms'})) {
      second.setAttribute(key, value);
    }
    document.querySelector('dft-figure')?.after(second);
  });
  await workersAre(page, 2);
  const steps = await page.$$eval('dft-figure', async figures => {
    const [first, second] = figures as RunFigure[];
    await first.step(3);
    await second.step(5);
    const states = await Promise.all([first.getState(), second.getState()]);
    return states.map(({step, settings}) => [step, settings.n]);
  });
  assert.deepEqual(steps, [
    [3, 16],
    [5, 8],
  ]);
  assert.equal(await readout(page, 'Step'), '3');
  assert.deepEqual(problems, []);
});
