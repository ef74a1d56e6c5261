import assert from 'node:assert/strict';
import {test} from 'node:test';
import {screenshot, useBrowser} from './browser.ts';
import {call, name, openSpectrogram, press, reads} from './spectrogram-page.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';

const pages = useBrowser();

/** Of the same origin, without scripts. */
const plain = 'LICENSE';

/**
 * The spectrogram's figure after something was done to its storage, or while something is.
 * @param faults before: once; take: on each visit
 */
function openWith(t: TestContext, {before, take}: {before?: () => unknown; take?: () => void}) {
  return openSpectrogram(pages, t, {
    async prepare(page) {
      // What the page asks of its storage comes after what is asked here.
      const once = before && (await page.evaluateOnNewDocument(before));
      if (once) page.once('load', () => page.removeScriptToEvaluateOnNewDocument(once.identifier));
      if (take) await page.evaluateOnNewDocument(take);
    },
  });
}

/** What the reader is told of storage. */
function told(page: Page) {
  return page.$eval(name, figure => {
    const texts = ['keeping', 'obstacle'].map(
      readout => figure.shadowRoot?.querySelector(`[data-readout=${readout}]`)?.textContent,
    );
    return texts.filter(text => text);
  });
}

/** Play trains, Reset and Play work, and there is one message. */
async function trainsAndSays(page: Page, message: RegExp) {
  await press(page, 'play');
  await reads(page, 'state', /Training/);
  await reads(page, message.source.startsWith('^What') ? 'obstacle' : 'keeping', message);
  const texts = await told(page);
  assert.equal(texts.length, 1, texts.join('\n'));
  await press(page, 'reset');
  await reads(page, 'state', /Ready/);
  await call(page, 'step', 1);
  assert.equal((await call(page, 'getState')).step, 1);
  assert.deepEqual(await told(page), texts, 'it is said once');
}

test('IndexedDB that never answers: Play trains, and that nothing is kept is told', async t => {
  const {page, problems} = await openWith(t, {
    // shared/cases: an open whose events nobody hears.
    take: () => {
      const {open} = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...args) {
        const request = open.apply(this, args);
        for (const type of ['success', 'error', 'upgradeneeded', 'blocked']) {
          request.addEventListener(type, event => event.stopImmediatePropagation());
        }
        return request;
      };
    },
  });
  await trainsAndSays(
    page,
    /^The run is not kept in this browser: its storage does not answer\. T/,
  );
  await screenshot(page, 'storage-silent');
  assert.deepEqual(problems, []);
});

test('a damaged kept run: told, Play trains, it stays until it is removed; then the run is kept', async t => {
  const {page, problems} = await openWith(t, {
    before: () =>
      new Promise(resolve => {
        const opening = indexedDB.open('fourier-net', 1);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('pieces');
          const runs = opening.result.createObjectStore('runs');
          runs.put({generation: 'x', head: new Uint8Array([1, 2, 3]), savedAt: 1}, 'spectrogram');
        };
        opening.onsuccess = () => resolve(opening.result.close());
      }),
  });
  await reads(
    page,
    'obstacle',
    /cannot be read\. It is not a saved run.*stays until you remove it/,
  );
  await trainsAndSays(page, /^What this browser keeps of a run cannot be read/);
  await screenshot(page, 'kept-run-unreadable');
  await press(page, 'remove-kept');
  await reads(page, 'keeping', /^Kept in this browser: step 1\.$/);
  assert.deepEqual(await told(page), ['Kept in this browser: step 1.']);
  assert.deepEqual(problems, []);
});

test('a database of a newer version: told, Play trains; removed, the run is kept', async t => {
  const {page, problems} = await openWith(t, {
    before: () =>
      new Promise(resolve => {
        const opening = indexedDB.open('fourier-net', 7);
        opening.onsuccess = () => resolve(opening.result.close());
      }),
  });
  await trainsAndSays(page, /^What .* Its database was made by a newer version of this page\./);
  await press(page, 'remove-kept');
  await reads(page, 'keeping', /^Kept in this browser: step 1\.$/);
  assert.deepEqual(problems, []);
});

test('a note that cannot be read: told, Play trains, and the run is kept all the same', async t => {
  const {page, problems} = await openWith(t, {
    before: () => localStorage.setItem('fourier-net run spectrogram', '{"generation": null, '),
  });
  await reads(
    page,
    'obstacle',
    /^What this browser noted of a run cannot be read\. It is damaged\./,
  );
  await call(page, 'play');
  await reads(page, 'step', /[1-9]/); // a pause in the first step leaves nothing to be kept
  await press(page, 'play');
  await reads(page, 'keeping', /^Kept in this browser: step \d+\.$/);
  await press(page, 'remove-kept');
  await reads(page, 'obstacle', /^$/);
  const note = await page.evaluate(() => localStorage.getItem('fourier-net run spectrogram'));
  assert.equal(note, null);
  assert.deepEqual(problems, []);
});

test('storage that fails in the workers only: told once, and training goes on', async t => {
  const {page, problems} = await openWith(t, {});
  await call(page, 'step', 1);
  await reads(page, 'keeping', /step 1/);
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      const {put} = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args);
        request.addEventListener('success', event => event.stopImmediatePropagation());
        return request;
      };
    });
  }
  await call(page, 'step', 1);
  await reads(page, 'keeping', /not kept in this browser: its storage does not answer/);
  assert.equal((await told(page)).length, 1);
  await call(page, 'step', 1);
  assert.equal((await call(page, 'getState')).step, 3);
  assert.deepEqual(problems, []);
});

test('storage that fails while it trains', async t => {
  const {page, problems} = await openWith(t, {});
  const session = await page.createCDPSession();
  const {origin} = new URL(page.url());

  await t.test(
    'storage that is full in truth: told once, training goes on; with room again it is kept',
    async () => {
      await session.send('Storage.overrideQuotaForOrigin', {origin, quotaSize: 20e6});
      await call(page, 'step', 1);
      await reads(page, 'keeping', /^The run is not kept in this browser: its storage is full\./);
      assert.equal((await told(page)).length, 1);
      await session.send('Storage.overrideQuotaForOrigin', {origin});
      await call(page, 'step', 1);
      await reads(page, 'keeping', /^Kept in this browser: step 2\.$/);
      assert.deepEqual(problems, []);
    },
  );

  await t.test(
    'site data that is deleted while it trains: told, training goes on, and it is kept anew',
    async () => {
      await call(page, 'play');
      await session.send('Storage.clearDataForOrigin', {origin, storageTypes: 'indexeddb'});
      await reads(page, 'keeping', /not kept in this browser: it has closed its storage/);
      await reads(page, 'state', /Training/);
      await press(page, 'play');
      await reads(page, 'keeping', /^Kept in this browser: step \d+\.$/);
      assert.deepEqual(problems, []);
    },
  );

  await t.test(
    'another tab takes the database for a newer version: told, and training goes on',
    async () => {
      await call(page, 'play');
      const other = await page.browserContext().newPage();
      await other.goto(pages.server.address + plain);
      await other.evaluate(
        () =>
          new Promise(resolve => {
            const opening = indexedDB.open('fourier-net', 2);
            opening.onsuccess = () => resolve(opening.result.close());
          }),
      );
      await page.bringToFront();
      await reads(page, 'obstacle', /made by a newer version of this page/);
      assert.equal((await told(page)).length, 1);
      await press(page, 'play');
      await reads(page, 'state', /Paused/);
      assert.deepEqual(problems, []);
    },
  );
});
