import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {unreadableDatabases, unreadableNotes, unreadableRecords} from '../storage/rows.ts';
import {useEngine} from './tab.ts';
import type {Engine, FigureInPage} from './tab.ts';

const spectrogram = 'spectrogram-figure';
const play = '[data-action=play]';
const keeping = '[data-readout=keeping]';
const obstacle = '[data-readout=obstacle]';

/** Steps of a sixteenth of the usual batch are soon done. */
const quick = '?model=spectrogram&optimizer=lms&batch=16&kernel=simd128';

/** Where localStorage is refused. */
const keptWithoutNotes =
  /^Kept in this browser: step \d+\. Steps after it are not: the browser refuses to note them\.$/;

const notKept = (clause: string): RegExp =>
  new RegExp(
    `^The run is not kept in this browser: ${clause}\\. Training goes on; “Save run” makes`,
  );

/** of storage that fails while it is used */
const failing: [what: string, told: RegExp[], kept: number | null][] = [
  ['storage that refuses when it is opened', twice(notKept('it refuses to store anything')), 1],
  [
    'storage that gives nothing when it is opened',
    twice(notKept('it refuses to store anything')),
    1,
  ],
  [
    'storage that never answers when it is opened',
    twice(notKept('its storage does not answer')),
    1,
  ],
  ['storage that is full', [notKept('its storage is full')], 3],
  ['storage that is full at the end', [notKept('its storage is full')], 3],
  ['storage that refuses transactions', [notKept('it refuses to store anything')], 3],
  ['storage that takes nothing back', [notKept('it refuses to store anything')], 3],
  ['storage that never answers', [notKept('its storage does not answer')], 3],
  ['storage that is closed under it', [notKept('it has closed its storage')], 3],
  ['a database that is deleted', [notKept('it has closed its storage'), /^kept 5$/], 5],
  ['a database that a newer version takes', twice(/newer version of this page\.$/), null],
];

function twice(pattern: RegExp) {
  return [pattern, pattern];
}

/** That no storage holds training up, whatever is in it and whatever it does, in every engine. */
export function testStorage(launch: () => Promise<Engine>) {
  const open = useEngine(launch);

  test('whatever is stored, or storage does: it trains, one message tells, the rest stays', async t => {
    const html = await rowsPage();
    const page = await open(t, {host: async () => ({html})});
    const outcomes = await page.evaluate(() =>
      (window as typeof window & {rows: typeof import('./storage-rows.ts')}).rows.tryRows(),
    );
    const byName = new Map(outcomes.map(outcome => [outcome.what, outcome]));
    const check = (what: string, told: RegExp[], kept: number | null, stays?: boolean) => {
      const outcome = byName.get(what);
      const {told: said = [], ...rest} = outcome ?? {};
      assert.deepEqual(rest, {what, trained: true, ...(stays && {stays}), kept});
      assert.equal(said.length, told.length, what);
      for (const [i, pattern] of told.entries()) assert.match(String(said[i]), pattern, what);
    };
    for (const [what, , message] of unreadableRecords) {
      check(`a kept run with ${what}`, twice(message), 5, true);
    }
    for (const [what, , message] of unreadableDatabases) {
      check(`a database ${what}`, twice(message), 5, true);
    }
    for (const [what, , message] of unreadableNotes) {
      check(`a note that is ${what}`, [message, /^kept 5$/], 5, true);
    }
    for (const [what, told, kept] of failing) check(what, told, kept);
    const rows = [unreadableRecords, unreadableDatabases, unreadableNotes, failing].flat();
    assert.equal(outcomes.length, rows.length);
  });

  test('silent, damaged, deleted, taken: the network trains on, and each is told once', async t => {
    const page = await open(t, {query: quick, take: damageAndSilence});
    const trainsOn = async () => {
      const from = await page.evaluate(stepOf, spectrogram);
      await page.until(
        (tag, step) => (document.querySelector(tag) as FigureInPage).account.progress.step > step,
        spectrogram,
        from,
      );
    };
    /** @param message the only one */
    const isTold = async (readout: string, message: RegExp) => {
      await page.shows(spectrogram, readout, message);
      assert.equal((await page.evaluate(messagesOf, spectrogram)).length, 1);
    };
    await page.come(spectrogram);
    await page.click(spectrogram, play);
    await page.inState(spectrogram, 'running');
    await isTold(keeping, /^The run is not kept in this browser: its storage does not answer\./);
    await trainsOn();

    await page.evaluate(() => void Object.assign(window, {answers: true}));
    await page.call(spectrogram, 'pause');
    await isTold(
      obstacle,
      /^What this browser keeps of a run cannot be read\. It is not a saved run/,
    );
    assert.deepEqual(await page.evaluate(runNames), ['another', 'spectrogram']);
    await page.click(spectrogram, '[data-action=remove-kept]');
    await isTold(keeping, keptWithoutNotes);
    assert.deepEqual(await page.evaluate(runNames), ['another', 'spectrogram'], 'the other stays');

    await page.call(spectrogram, 'play');
    await trainsOn();
    await page.evaluate(() => void indexedDB.deleteDatabase('fourier-net'));
    await isTold(keeping, /^The run is not kept in this browser: it has closed its storage\./);
    await trainsOn();
    await page.evaluate(takeDatabase);
    await page.call(spectrogram, 'pause');
    await isTold(obstacle, /Its database was made by a newer version of this page\./);
    await page.call(spectrogram, 'play');
    await trainsOn();
    assert.deepEqual(await page.problems(), []);
  });
}

/** The page that tries the rows. */
async function rowsPage() {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL('storage-rows.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'rows',
    charset: 'utf8',
    write: false,
  });
  return `<!doctype html><meta charset="utf-8"><script>${outputFiles[0].text}</script>`;
}

// What follows runs in the page.

/** No notes; a damaged run, another one beside it, and no answers before `answers` is set. */
function damageAndSilence() {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  const opening = indexedDB.open('fourier-net', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('pieces');
    const runs = opening.result.createObjectStore('runs');
    for (const name of ['another', 'spectrogram']) {
      runs.put({generation: 'x', head: new Uint8Array([1, 2, 3]), savedAt: 1}, name);
    }
  };
  opening.onsuccess = () => opening.result.close();
  const {open} = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    if ((window as typeof window & {answers?: true}).answers) return request;
    request.addEventListener('success', () => request.result.close());
    for (const type of ['success', 'error', 'upgradeneeded', 'blocked']) {
      request.addEventListener(type, event => event.stopImmediatePropagation());
    }
    return request;
  };
}

function stepOf(tag: string) {
  return (document.querySelector(tag) as FigureInPage).account.progress.step;
}

/** What the reader is told of storage. */
function messagesOf(tag: string) {
  const root = document.querySelector(tag)?.shadowRoot;
  const texts = ['keeping', 'obstacle'].map(
    readout => root?.querySelector(`[data-readout=${readout}]`)?.textContent,
  );
  return texts.filter(text => text);
}

/** Names of the runs that lie in the database. */
function runNames(): Promise<IDBValidKey[]> {
  return new Promise(resolve => {
    const opening = indexedDB.open('fourier-net');
    opening.onsuccess = () => {
      const asked = opening.result.transaction('runs').objectStore('runs').getAllKeys();
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result);
      };
    };
  });
}

/** As a page of a newer version does. */
function takeDatabase() {
  return new Promise(resolve => {
    const opening = indexedDB.open('fourier-net', 9);
    opening.onsuccess = () => resolve(opening.result.close());
  });
}
