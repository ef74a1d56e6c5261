import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {call, inState, press, readoutMatching, ready} from './figure.ts';
import {element, serveHost, withScript} from './host-page.ts';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {Facade} from '../../web/embed/facade.ts';
import type {FigureInPage, ProgressTold, StateChange} from './in-page.ts';

/** With the states that were told of. */
type ListeningWindow = typeof window & {states: string[]};

const pages = useBrowser();
const endless = '?n=16&optimizer=sgd&lr=0.001&speed=max&workers=2';

/** Moves the figure into a new section; resolves to its steps before. */
function move(page: Page, way: string) {
  return page.$eval(
    'dft-figure',
    async (element, chosen) => {
      const figure = element as RunFigure;
      const place = document.createElement('section');
      figure.before(place);
      const {step} = await figure.getState();
      const ways: Record<string, () => void> = {
        moveBefore: () => place.moveBefore(figure, null),
        append: () => place.append(figure),
        insertBefore: () => place.insertBefore(figure, place.firstChild),
        'remove and append': () => {
          figure.remove();
          place.append(figure);
        },
        'adopt from this document': () => place.append(document.adoptNode(figure)),
        'through a fragment': () => {
          const fragment = document.createDocumentFragment();
          fragment.append(figure);
          place.append(fragment);
        },
      };
      ways[chosen]();
      return step;
    },
    way,
  );
}

test('moved within its document, by whatever means, a figure goes on with its run', async t => {
  const {page, problems} = await pages.open(t, {query: endless});
  await ready(page);
  await press(page, 'Play');
  await readoutMatching(page, 'Step', /[1-9]/);
  await page.$eval('dft-figure', figure => {
    const states: string[] = [];
    figure.addEventListener('statechange', event => {
      states.push((event as StateChange).detail.state);
    });
    Object.assign(window, {states});
  });
  const workers = page.workers().length;
  const ways = [
    ...['moveBefore', 'append', 'insertBefore', 'remove and append'],
    ...['adopt from this document', 'through a fragment'],
  ];
  for (const way of ways) {
    const before = await move(page, way);
    const {step} = await call(page, 'getState');
    assert.ok(before > 0 && step >= before, `${way}: step ${step} after ${before}`);
    await page.waitForFunction(
      least => {
        const figure = document.querySelector('section > dft-figure') as FigureInPage;
        return figure.account.progress.step > least;
      },
      {},
      step,
    );
    assert.equal(page.workers().length, workers, way);
  }
  assert.deepEqual(await page.evaluate(() => (window as ListeningWindow).states), []);
  await press(page, 'Pause'); // its controls have gone with it
  await inState(page, 'paused');
  assert.deepEqual(problems, []);
});

test('a setting that is changed on the way is taken over; outside, its methods are refused', async t => {
  const {page, problems} = await pages.open(t, {query: endless});
  await ready(page);
  const refusal = await page.$eval('dft-figure', async element => {
    const figure = element as RunFigure;
    const place = figure.parentElement as Element;
    figure.remove();
    figure.setAttribute('n', '8');
    const outside = figure.getState().catch(String);
    place.prepend(figure);
    return outside;
  });
  assert.equal(refusal, 'Error: This figure is not in a document.');
  await page.waitForFunction(
    () => (document.querySelector('dft-figure') as FigureInPage).account.settings.n === 8,
  );
  assert.deepEqual(problems, []);
});

test('in another document a figure begins anew, with its style, and trains', async t => {
  const {page, problems} = await pages.open(t, {query: endless});
  await ready(page);
  await call(page, 'step', 3);
  const {display, steps} = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    Object.assign(frame.style, {width: '900px', height: '600px'});
    document.body.prepend(frame);
    scrollTo(0, 0);
    const figure = document.querySelector('dft-figure') as FigureInPage;
    (frame.contentDocument as Document).body.append(figure);
    const [{step: first}] = [await figure.getState()];
    await figure.step(2);
    const {step: second} = await figure.getState();
    const group = figure.shadowRoot.querySelector('.figure') as Element;
    return {display: getComputedStyle(group).display, steps: [first, second]};
  });
  assert.deepEqual(steps, [0, 2]);
  assert.notEqual(display, 'inline');
  assert.deepEqual(problems, []);
});

test('moved by moveBefore() on a host page, an element goes on with its run, in its frame', async t => {
  const {address} = pages.server;
  const html = withScript(
    address,
    element(address, 'n="16" optimizer="sgd" lr="0.001" speed="max"'),
  );
  const {page, problems} = await pages.open(t, {address: await serveHost(t, html)});
  await page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));
  const {isSame, states, steps} = await page.$eval('fourier-net', async element => {
    const net = element as Facade & {shadowRoot: ShadowRoot};
    const frame = () => net.shadowRoot.querySelector('iframe')?.contentWindow ?? null;
    const stepBeyond = (least: number): Promise<number> =>
      new Promise(resolve => {
        const hear = (event: Event) => {
          const {detail} = event as ProgressTold;
          if (detail.step <= least) return;
          net.removeEventListener('progress', hear);
          resolve(detail.step);
        };
        net.addEventListener('progress', hear);
      });
    await net.play();
    const [before, own] = [await stepBeyond(0), frame()];
    const states: string[] = [];
    net.addEventListener('statechange', event => {
      states.push((event as StateChange).detail.state);
    });
    const place = document.body.appendChild(document.createElement('section'));
    place.moveBefore(net, null);
    const isSame = frame() === own;
    return {isSame, states, steps: isSame ? [before, await stepBeyond(before)] : []};
  });
  assert.ok(isSame, 'its frame is the same');
  assert.ok(steps[1] > steps[0]);
  assert.deepEqual(states, []);
  assert.deepEqual(problems, []);
});
