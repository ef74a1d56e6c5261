import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.js';
import {call, inState, press, readoutMatching, ready} from './figure.js';
import {element, serveHost, withScript} from './host-page.js';

/** @typedef {import('puppeteer-core').Page} Page */

const pages = useBrowser();
const endless = '?n=16&optimizer=sgd&lr=0.001&speed=max&workers=2';

/** Moves the figure into a new section; resolves to its steps before. @param {Page} page @param {string} way */
function move(page, way) {
  return page.$eval(
    'dft-figure',
    async (element, chosen) => {
      const figure = /** @type {any} */ (element);
      const place = /** @type {any} */ (document.createElement('section'));
      figure.before(place);
      const {step} = await figure.getState();
      /** @type {Record<string, () => void>} */
      const ways = {
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
    /** @type {string[]} */
    const states = [];
    figure.addEventListener('statechange', event => {
      states.push(/** @type {CustomEvent} */ (event).detail.state);
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
        const figure = /** @type {any} */ (document.querySelector('section > dft-figure'));
        return figure.account.progress.step > least;
      },
      {},
      step,
    );
    assert.equal(page.workers().length, workers, way);
  }
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).states), []);
  await press(page, 'Pause'); // its controls have gone with it
  await inState(page, 'paused');
  assert.deepEqual(problems, []);
});

test('a setting that is changed on the way is taken over; outside, its methods are refused', async t => {
  const {page, problems} = await pages.open(t, {query: endless});
  await ready(page);
  const refusal = await page.$eval('dft-figure', async element => {
    const figure = /** @type {any} */ (element);
    const place = figure.parentElement;
    figure.remove();
    figure.setAttribute('n', '8');
    const outside = figure.getState().catch(String);
    place.prepend(figure);
    return outside;
  });
  assert.equal(refusal, 'Error: This figure is not in a document.');
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector('dft-figure')).account.settings.n === 8,
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
    const figure = /** @type {any} */ (document.querySelector('dft-figure'));
    /** @type {any} */ (frame.contentDocument).body.append(figure);
    const [{step: first}] = [await figure.getState()];
    await figure.step(2);
    const {step: second} = await figure.getState();
    const group = figure.shadowRoot.querySelector('.figure');
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
    const net = /** @type {any} */ (element);
    const frame = () => net.shadowRoot.querySelector('iframe')?.contentWindow ?? null;
    /** @param {number} least @returns {Promise<number>} */
    const stepBeyond = least =>
      new Promise(resolve => {
        const hear = (/** @type {any} */ {detail}) => {
          if (detail.step <= least) return;
          net.removeEventListener('progress', hear);
          resolve(detail.step);
        };
        net.addEventListener('progress', hear);
      });
    await net.play();
    const [before, own] = [await stepBeyond(0), frame()];
    /** @type {string[]} */
    const states = [];
    net.addEventListener('statechange', (/** @type {any} */ event) =>
      states.push(event.detail.state),
    );
    const place = /** @type {any} */ (document.body.appendChild(document.createElement('section')));
    place.moveBefore(net, null);
    const isSame = frame() === own;
    return {isSame, states, steps: isSame ? [before, await stepBeyond(before)] : []};
  });
  assert.ok(isSame, 'its frame is the same');
  assert.ok(steps[1] > steps[0]);
  assert.deepEqual(states, []);
  assert.deepEqual(problems, []);
});
