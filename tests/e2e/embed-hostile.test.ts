import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settingsTable} from '../../web/settings/table.ts';
import {firstSeed, Random} from '../fuzz/cases.ts';
import {anySetting, anything, impossibleText} from '../fuzz/generator.ts';
import {useBrowser} from './browser.ts';
import {element, serveHost, withScript} from './host-page.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {Facade} from '../../web/embed/facade.ts';
import type {StateChange} from './in-page.ts';

const pages = useBrowser();

/** A host of another origin with one element at step 5. */
async function openHost(t: TestContext) {
  const demo = pages.server.address;
  const html = withScript(demo, element(demo, 'n="8" optimizer="lms" kernel="simd128"'));
  const {page, problems} = await pages.open(t, {address: await serveHost(t, html)});
  await page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));
  await page.$eval('fourier-net', net => (net as Facade).step(5));
  return {page, problems};
}

/** What of the run may not change. */
const runOf = (page: Page) =>
  page.$eval('fourier-net', async element => {
    const net = element as Facade;
    const {step, settings} = await net.getState();
    return {step, settings, weights: String((await net.exportWeights()).slice(128))};
  });

/** Whether anything that was sent has become more than text, in any frame. */
async function isInjected(page: Page) {
  for (const frame of page.frames()) {
    const found = await frame.evaluate(() => {
      const roots = [document, ...[...document.querySelectorAll('*')].map(each => each.shadowRoot)];
      return 'injected' in window || roots.some(root => root?.querySelector('[onerror], [src=x]'));
    });
    if (found) return true;
  }
  return false;
}

test('2,000 impossible attributes: each is refused by name, as text, and the run goes on as it was', async t => {
  const {page, problems} = await openHost(t);
  const before = await runOf(page);
  const random = new Random(firstSeed);
  const cases = Array.from({length: 2000}, () => {
    const setting = anySetting(random);
    return {key: setting.key, text: impossibleText(random, setting)};
  }).filter(({key}) => key !== 'autoplay' && key !== 'model');
  const replies = await page.$eval(
    'fourier-net',
    async (net, all) => {
      const said: string[] = [];
      net.addEventListener('statechange', event => {
        const {state, reason} = (event as StateChange).detail;
        if (state === 'error') said.push(reason);
      });
      for (const {key, text} of all) net.setAttribute(key, text);
      await (net as Facade).getState(); // answered after all of them
      return said;
    },
    cases,
  );
  const refused = new Set(replies.map(reply => reply.split('=')[0]));
  for (const {key} of settingsTable) {
    if (key !== 'autoplay' && key !== 'model') {
      assert.ok(refused.has(key), `seed ${firstSeed}: ${key}`);
    }
  }
  const different = cases.filter(({key, text}, i) => {
    const last = cases.findLastIndex((each, j) => j < i && each.key === key);
    return last < 0 || cases[last].text !== text;
  });
  assert.equal(replies.length, different.length, `seed ${firstSeed}: each says so`);
  for (const reply of replies) {
    assert.match(
      reply,
      /^[a-z-]+=[^]* is not (possible: allowed is|used by) /,
      `seed ${firstSeed}`,
    );
  }
  assert.deepEqual(await runOf(page), before, `seed ${firstSeed}`);
  assert.equal(await isInjected(page), false, `seed ${firstSeed}`);
  assert.deepEqual(problems, []);
});

test('2,000 messages that are none change nothing, and neither do good ones of somebody else', async t => {
  const {page, problems} = await openHost(t);
  const before = await runOf(page);
  const random = new Random(firstSeed);
  const junk = Array.from({length: 2000}, () => strayMessage(random));
  await page.evaluate(async all => {
    const net = document.querySelector('fourier-net');
    const frame = net?.shadowRoot?.querySelector('iframe');
    for (const message of all) {
      frame?.contentWindow?.postMessage(message, '*'); // as the host itself
      window.postMessage(message, '*'); // to the host, by itself
    }
    // Another frame, of the host's own origin, says to the demo and to the host what would be heard
    // from the right one.
    const other = document.createElement('iframe');
    document.body.append(other);
    const script = other.contentDocument?.createElement('script');
    if (!script) return;
    script.textContent = `
      const demo = parent.document.querySelector('fourier-net').shadowRoot.querySelector('iframe');
      const protocol = 'fourier-net/1';
      for (const method of ['play', 'reset', 'newSeed']) {
        demo.contentWindow.postMessage({protocol, type: 'call', id: 1, method, args: []}, '*');
      }
      demo.contentWindow.postMessage({protocol, type: 'attribute', key: 'n', value: '4'}, '*');
      demo.contentWindow.postMessage({protocol, type: 'start', focus: true}, '*');
      parent.postMessage({protocol, type: 'height', height: 4000}, '*');
      parent.postMessage({protocol, type: 'statechange', state: 'error', reason: 'x', current: 'error'}, '*');
    `;
    other.contentDocument?.body.append(script);
    await new Promise(done => setTimeout(done, 200));
  }, junk);
  assert.deepEqual(await runOf(page), before, `seed ${firstSeed}`);
  assert.equal(await page.$eval('fourier-net', net => (net as Facade).state), 'paused');
  assert.ok(await page.$eval('fourier-net', net => net.getBoundingClientRect().height < 3500));
  assert.equal(await isInjected(page), false, `seed ${firstSeed}`);
  assert.deepEqual(problems, []);
});

/** Nearly a message, or anything at all. */
function strayMessage(random: Random) {
  const protocol = random.of(['fourier-net/1', 'fourier-net/2', 1]);
  const method = random.of([
    'constructor',
    'remove',
    'innerHTML',
    'attachShadow',
    'click',
    '__proto__',
  ]);
  const key = random.of(['onclick', 'innerHTML', 'is', 'style', 'id']);
  return random.of([
    () => anything(random),
    () => ({protocol, type: 'call', id: 1, method, args: [anything(random)]}),
    () => ({protocol, type: 'attribute', key, value: '<img src=x onerror="injected=1">'}),
    () => ({protocol: 'fourier-net/0', type: 'call', id: 1, method: 'reset', args: []}),
    () => ({
      protocol,
      type: random.of(['answer', 'eval', 'toString']),
      id: random.below(9),
      value: 1,
    }),
  ])();
}
