import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import type {TestContext} from 'node:test';

type MountModule = typeof import('../../web/embed/mount.ts');
/** With what the module exports, and what came of mount(). */
type MountWindow = typeof window &
  MountModule & {mounted: Awaited<ReturnType<MountModule['mount']>>};

const pages = useBrowser();

/** A page of the demo's own origin, given the function. */
async function openOwn(t: TestContext) {
  const opened = await pages.open(t, {query: 'examples/index.html'}); // a page without scripts
  await opened.page.evaluate(async address => {
    Object.assign(window, await import(address));
  }, `${pages.server.address}embed/mount.js`);
  return opened;
}

test('mount() puts a figure into an element; unmount() ends it', async t => {
  const {page, problems} = await openOwn(t);
  const trained = await page.evaluate(async () => {
    const {mount} = window as MountWindow;
    const mounted = await mount(document.body, {
      n: 8,
      optimizer: 'lms',
      kernel: 'simd128',
      theme: 'dark',
    });
    Object.assign(window, {mounted});
    await mounted.figure.step(4);
    const {settings, step} = await mounted.figure.getState();
    return {n: settings.n, step, ink: getComputedStyle(mounted.figure).color};
  });
  assert.deepEqual(trained, {n: 8, step: 4, ink: 'rgb(236, 235, 231)'});
  const own = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--ink'));
  assert.equal(own, '', 'the page’s own names stay as they are');
  assert.equal(page.workers().length, 1);
  await page.evaluate(() => (window as MountWindow).mounted.unmount());
  assert.equal(await page.$('dft-figure'), null);
  for (let i = 0; i < 50 && page.workers().length > 0; i++) {
    await page.evaluate(() => new Promise(done => setTimeout(done, 50)));
  }
  assert.equal(page.workers().length, 0);
  assert.deepEqual(problems, []);
});

test('what mount() cannot use it refuses by name, and leaves nothing behind', async t => {
  const {page} = await openOwn(t);
  const refused = (call: string) =>
    page.evaluate(`${call}.then(() => 'nothing', error => String(error))`);
  assert.match(
    String(await refused('mount(null)')),
    /^TypeError: mount\(\) needs an element to put the figure into, not null\./,
  );
  assert.match(
    String(await refused('mount(document.body, {n: 5})')),
    /^RangeError: n=5 is not possible: allowed is 4, 8, 16/,
  );
  assert.match(
    String(await refused("mount(document.body, {'<img src=x>': 1})")),
    /^RangeError: <img src=x> is not a setting: there are model/,
  );
  assert.equal(await page.evaluate(() => document.querySelectorAll('body > div').length), 0);
});

test('two figures can be mounted side by side, of different models', async t => {
  const {page} = await openOwn(t);
  const steps = await page.evaluate(async () => {
    const {mount} = window as MountWindow;
    const [dft, shared] = await Promise.all([
      mount(document.body, {n: 4, optimizer: 'lms'}),
      mount(document.body, {model: 'shared', optimizer: 'lms'}),
    ]);
    await Promise.all([dft.figure.step(2), shared.figure.step(3)]);
    return [(await dft.figure.getState()).step, (await shared.figure.getState()).step];
  });
  assert.deepEqual(steps, [2, 3]);
});
