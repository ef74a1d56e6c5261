import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.js';
import {call, ready} from './figure.js';
import {serveDist} from './server.js';

/** @typedef {import('puppeteer-core').Page} Page */

const pages = useBrowser();

/** What the page's worker keeps, once it is at work. @param {Page} page */
function keptVersions(page) {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    return caches.keys();
  });
}

test('a new version is shown at once, and takes over when no page of the old one is open', async t => {
  let version = 'old';
  const server = await serveDist({
    edit: (name, text) =>
      name === 'index.html'
        ? text.replace('<title>', `<title>${version} `)
        : text.replace(/(?<=")[0-9a-f]{10}(?=")/, version),
  });
  t.after(() => server.close());
  const {page, problems} = await pages.open(t, {address: server.address, query: '?n=8'});
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
  await ready(page);
  await call(page, 'step', 1);

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

test('it can be installed: the manifest’s addresses and pictures are there', async t => {
  const {page} = await pages.open(t);
  const manifest = await page.$eval('link[rel=manifest]', link => link.href);
  const {icons, start_url: start} = /** @type {any} */ (await (await fetch(manifest)).json());
  const image = await page.$eval('meta[property="og:image"]', meta => meta.content);
  const addresses = [start, image, ...icons.map((/** @type {any} */ {src}) => src)];
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
