import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {screenshot, useBrowser} from './browser.ts';
import {
  call,
  come,
  name,
  openSpectrogram,
  press,
  reads,
  weightsDigest,
} from './spectrogram-page.ts';
import type {Page} from 'puppeteer-core';
import type {TestContext} from 'node:test';
import type {RunFigure} from '../../web/lab/run-figure.ts';
import type {Note} from '../../web/storage/run-notes.ts';

const pages = useBrowser();

/** SHA-256 of the weights that the command line trains, with other workers. */
async function trainedByNode(t: TestContext, steps: number) {
  const file = (await createFolder(t))('W.npy');
  const {status, stderr} = await fourierNet(
    ...['train', '--model', 'spectrogram', '--optimizer', 'lms', '--batch', '16'],
    ...['--kernel', 'simd128', '--workers', '3', '--steps', String(steps), '--save', file],
  );
  assert.equal(status, 0, stderr);
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** What the browser's storage holds of runs. */
function onShelf(page: Page) {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('fourier-net');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const all = (store: string) =>
      new Promise<IDBValidKey[]>(resolve => {
        const reading = database.transaction(store).objectStore(store).getAllKeys();
        reading.onsuccess = () => resolve(reading.result);
      });
    const [runs, pieces] = [await all('runs'), await all('pieces')];
    database.close();
    const note = JSON.parse(
      localStorage.getItem('fourier-net run spectrogram') ?? 'null',
    ) as Note | null;
    return {runs, pieces: pieces.length, noted: note?.state.step ?? null};
  });
}

async function isOffered(page: Page) {
  const offer = await page.waitForSelector(`${name} >>> [data-part=kept]`);
  return (await offer?.isVisible()) ?? false;
}

test('a run that was kept goes on after a reload, with the bits that Node gets', async t => {
  const {page, problems} = await openSpectrogram(pages, t);
  assert.equal(await isOffered(page), false);
  await call(page, 'step', 3);
  await reads(page, 'keeping', /step 3/);
  // 33 frames, lms: nothing but the weights.
  assert.deepEqual(await onShelf(page), {
    runs: ['spectrogram'],
    pieces: 33,
    noted: null,
  });
  await page.reload();
  await come(page);
  await reads(page, 'kept', /LMS \(1960\), step 3, held-out loss/);
  await screenshot(page, 'kept-run');
  await press(page, 'resume-kept');
  await reads(page, 'step', /^3$/);
  await call(page, 'step', 2);
  assert.equal((await call(page, 'getState')).step, 5);
  await reads(page, 'keeping', /step 5/);
  assert.equal((await onShelf(page)).pieces, 33, 'the older generation is dropped');
  assert.equal(await weightsDigest(page), await trainedByNode(t, 5));
  assert.deepEqual(problems, []);
});

test('after a crash it goes on where it was: what was not kept is replayed', async t => {
  const {page} = await openSpectrogram(pages, t, {alone: true});
  await call(page, 'step', 2);
  await reads(page, 'keeping', /step 2/);
  await call(page, 'play');
  const noted = await page.waitForFunction(
    async tag => {
      const figure = document.querySelector(tag) as RunFigure;
      return (await figure.getState()).step > 4;
    },
    {},
    name,
  );
  await noted.dispose();
  const until = Date.now() + 10_000;
  while ((await onShelf(page)).noted === null && Date.now() < until);
  const context = page.browserContext();
  const session = await page.createCDPSession();
  const crashed = new Promise(resolve => page.once('error', resolve));
  session.send('Page.crash').catch(() => {}); // nobody is left to answer
  await crashed;

  const other = await context.newPage();
  other.setDefaultTimeout(20_000);
  await other.goto(page.url());
  await come(other);
  const {noted: step} = await onShelf(other);
  assert.ok(step !== null && step > 2, `noted at step ${step}`);
  await reads(other, 'kept', new RegExp(`step ${step}\\b`));
  await press(other, 'resume-kept');
  await reads(other, 'step', new RegExp(`^${step}$`));
  await reads(other, 'state', /Paused/);
  assert.equal(await weightsDigest(other), await trainedByNode(t, step));
});

test('a run that was left before it was ever kept is replayed from its start', async t => {
  const {page} = await openSpectrogram(pages, t);
  await call(page, 'play');
  await reads(page, 'step', /^[2-9]/);
  await page.reload();
  await come(page);
  const {noted, pieces} = await onShelf(page);
  assert.ok(noted !== null && noted >= 2, `noted at step ${noted}`);
  assert.equal(pieces, 0);
  await press(page, 'resume-kept');
  await reads(page, 'step', new RegExp(`^${noted}$`));
  await reads(page, 'state', /Paused/);
  assert.equal(await weightsDigest(page), await trainedByNode(t, noted));
});

test('Play does not put a new run in the place of the kept one before that is what is wanted', async t => {
  const {page} = await openSpectrogram(pages, t);
  await call(page, 'step', 2);
  await reads(page, 'keeping', /step 2/);
  await page.reload();
  await come(page);
  await reads(page, 'kept', /step 2/);
  await press(page, 'play');
  await page.waitForSelector(`${name} >>> [data-part=replaces-kept]`, {visible: true});
  await reads(page, 'state', /Ready/);
  assert.equal((await onShelf(page)).pieces, 33);
  await press(page, 'start-afresh');
  await reads(page, 'state', /Training/);
});

test('a kept run can be forgotten', async t => {
  const {page, problems} = await openSpectrogram(pages, t);
  await call(page, 'step', 1);
  await reads(page, 'keeping', /step 1/);
  await page.reload();
  await come(page);
  await press(page, 'forget-kept');
  await page.waitForSelector(`${name} >>> [data-part=kept]`, {hidden: true});
  assert.deepEqual(await onShelf(page), {runs: [], pieces: 0, noted: null});
  await page.reload();
  await come(page);
  assert.equal(await isOffered(page), false);
  assert.deepEqual(problems, []);
});

test('where storage is refused, that is said and training goes on', async t => {
  const {page, problems} = await openSpectrogram(pages, t, {
    prepare: opened =>
      opened.evaluateOnNewDocument(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
      }),
  });
  await call(page, 'step', 1);
  await reads(page, 'keeping', /not kept in this browser: it refuses.*Save run/);
  await call(page, 'step', 2);
  assert.equal((await call(page, 'getState')).step, 3);
  assert.deepEqual(problems, []);
});

test('where storage is full, that is said, the kept run stays, and training goes on', async t => {
  const {page, problems} = await openSpectrogram(pages, t);
  await call(page, 'step', 1);
  await reads(page, 'keeping', /step 1/);
  // After some pieces, as a full disk does it. (Chromium's own quota override changes nothing here.)
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      let room = 5;
      IDBObjectStore.prototype.put = function (...args) {
        if (room-- > 0) return put.apply(this, args);
        throw new DOMException('Encountered full disk.', 'QuotaExceededError');
      };
    });
  }
  await call(page, 'step', 1);
  await reads(page, 'keeping', /not kept in this browser: its storage is full/);
  await screenshot(page, 'storage-full');
  await call(page, 'step', 1);
  assert.equal((await call(page, 'getState')).step, 3);
  assert.deepEqual((await onShelf(page)).pieces, 33, 'nothing is left of the attempt');
  await page.reload();
  await come(page);
  await reads(page, 'kept', /step [13],/); // at step 3 by replay, from what was kept at step 1
  assert.deepEqual(problems, []);
});

test('of two tabs, one keeps its run and the other says that it does not', async t => {
  const {page} = await openSpectrogram(pages, t);
  await call(page, 'step', 1);
  await reads(page, 'keeping', /step 1/);
  const other = await page.browserContext().newPage();
  await other.goto(page.url());
  await come(other);
  await call(other, 'step', 2);
  await reads(other, 'keeping', /Another tab keeps its run/);
  assert.equal((await call(other, 'getState')).step, 2);
});
