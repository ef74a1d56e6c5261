import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {serveDist} from './server.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';

type Manifest = {icons: {src: string}[]; start_url: string};

const pages = useBrowser();
const versionInWorker = /(?<=")[0-9a-f]{10}(?=")/;

/** What the page's worker keeps, once it is at work. */
function keptVersions(page: Page) {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    return caches.keys();
  });
}

test('a new version is shown at once, and takes over when no page of the old one is open', async t => {
  let version = 'old';
  const server = await serveDist({
    edit(name, text) {
      if (name === 'index.html') return text.replace('<title>', `<title>${version} `);
      return name === 'service-worker.js' ? text.replace(versionInWorker, version) : text;
    },
  });
  t.after(() => server.close());
  const {page, problems} = await pages.open(t, {
    offline: true,
    address: server.address,
  });
  const [old, ...none] = await keptVersions(page);
  assert.match(old, / old$/);
  assert.deepEqual(none, []);

  version = 'new';
  await page.reload();
  assert.match(await page.title(), /^new /);
  await page.waitForFunction(
    async () => (await navigator.serviceWorker.getRegistration())?.waiting,
  );
  assert.equal((await keptVersions(page)).length, 2, 'the old page still has its parts');
  await page.waitForFunction(() => customElements.get('opening-figure'));
  await page.$eval('opening-figure', figure => (figure as RunFigure).step(1));

  // A browser takes its time to see that no page is open: who is back at once is served by the old.
  let kept = [old];
  for (let tries = 0; kept.includes(old) && tries < 10; tries++) {
    await page.goto('about:blank');
    await new Promise(resolve => setTimeout(resolve, 200 * tries));
    await page.goto(server.address);
    kept = await keptVersions(page);
  }
  const [taken, ...others] = kept;
  assert.match(taken, / new$/);
  assert.deepEqual(others, []);
  assert.deepEqual(problems, []);
});

/** A host of two versions, which have no file of assets/ in common; one is up, or neither. */
async function twoVersions(t: TestContext) {
  const host = {version: 'old', isDown: false, address: ''};
  const server = await serveDist({
    edit(name, text) {
      if (!['index.html', 'service-worker.js'].includes(name)) return text;
      const moved = text.replace(/assets\/(?=\w)/g, `assets/${host.version}/`);
      return name === 'index.html'
        ? moved.replace('<title>', `<title>${host.version} `)
        : moved.replace(versionInWorker, host.version);
    },
    find(path) {
      if (host.isDown) return null;
      return path.replace(`/assets/${host.version}/`, '/assets/');
    },
    without: file => file.includes('/assets/old/') || file.includes('/assets/new/'),
  });
  t.after(() => server.close());
  host.address = server.address;
  return host;
}

/**
 * Opens a figure that was not there yet, and trains it a step.
 * @param name of a figure
 */
async function trainedFirst(page: Page, name: string) {
  assert.ok(await page.$eval(name, figure => figure.shadowRoot === null));
  await page.$eval(name, figure => figure.scrollIntoView());
  await page.waitForFunction(tag => customElements.get(tag), {}, name);
  return page.$eval(name, async element => {
    const figure = element as RunFigure;
    await figure.step(1);
    return (await figure.getState()).step;
  });
}

/** @param page under a worker */
const isControlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller);

test('offline after the first visit, figures that were not opened yet open', async t => {
  const host = await twoVersions(t);
  const {page} = await pages.open(t, {offline: true, address: host.address});
  await keptVersions(page);
  await isControlled(page);
  host.isDown = true;
  assert.equal(await trainedFirst(page, 'butterfly-figure'), 1);
});

test('offline, a new version under the old one’s worker opens its figures; a reload is the old one, whole', async t => {
  const host = await twoVersions(t);
  const {page} = await pages.open(t, {offline: true, address: host.address});
  await keptVersions(page);
  await isControlled(page);

  host.version = 'new';
  await page.reload();
  assert.match(await page.title(), /^new /);
  await page.waitForFunction(
    async () => (await navigator.serviceWorker.getRegistration())?.waiting,
  );
  host.isDown = true;
  assert.equal(await trainedFirst(page, 'butterfly-figure'), 1);

  await page.reload();
  assert.match(await page.title(), /^old /);
  assert.equal(await trainedFirst(page, 'recurrent-figure'), 1);
  const assets = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({name}) => name.replace(/.*assets\//, '')),
  );
  const others = assets.filter(name => name.startsWith('new/'));
  assert.deepEqual(others, [], 'all of one version');
});

test('it can be installed: the manifest’s addresses and pictures are there', async t => {
  const {page} = await pages.open(t);
  const manifest = await page.$eval('link[rel=manifest]', link => link.href);
  const {icons, start_url: start} = (await (await fetch(manifest)).json()) as Manifest;
  const image = await page.$eval('meta[property="og:image"]', meta => meta.content);
  const addresses = [start, image, ...icons.map(({src}) => src)];
  for (const address of addresses) {
    const {status} = await fetch(new URL(address, manifest));
    assert.equal(status, 200, address);
  }
  const session = await page.createCDPSession();
  const {installabilityErrors} = await session.send('Page.getInstallabilityErrors');
  // A context of its own is an incognito window, where nothing is installed.
  const errors = installabilityErrors.map(({errorId}) => errorId);
  assert.deepEqual(
    errors.filter(id => id !== 'in-incognito'),
    [],
  );
});
