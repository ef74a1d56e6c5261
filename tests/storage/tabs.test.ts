import assert from 'node:assert/strict';
import {test} from 'node:test';
import {freshBrowser, injectFault} from './browser.ts';
import {contents, result} from './database.ts';
import {model, notedStep, noteKey, openPage, wholeRun} from './kept-network.ts';
import type {TestContext} from 'node:test';

const closed =
  'The run is not kept in this browser: it has closed its storage. Training goes on; “Save run” makes a file of it.';

/** A browser that keeps the run of step 3, and the page that has kept it. */
async function browserThatKeeps(t: TestContext) {
  const browser = freshBrowser();
  const page = openPage(t);
  page.run.load();
  await page.trainTo(3);
  return {page, ...browser};
}

test('of two tabs without locks, the run that was kept first stays, and the other tab says so', async t => {
  freshBrowser();
  const [first, second] = [openPage(t), openPage(t)];
  first.run.load();
  second.run.load();
  await first.trainTo(4);
  const {obstacle} = await second.trainTo(9);
  assert.equal(obstacle?.state?.step, 4);
  assert.equal(await wholeRun(), 4);
  assert.deepEqual(await first.trainTo(5), {step: 5, noted: true});
  await second.keeper.forget();
  assert.deepEqual(second.news.at(-1), {step: 9, noted: true});
  assert.equal((await first.trainTo(6)).obstacle?.state?.step, 9);
});

test('two tabs that write at the same time: one run is whole, the other is told of', async t => {
  freshBrowser();
  const [first, second] = [openPage(t), openPage(t)];
  first.run.load();
  second.run.load();
  const told = [first.told(), second.told()];
  first.run.trainTo(4);
  second.run.trainTo(9);
  const news = await Promise.all(told);
  assert.equal(news.filter(each => 'step' in each).length, 1, JSON.stringify(news));
  assert.equal(await wholeRun(), news[0].step ?? news[1].step);
  assert.equal((await contents()).pieces.length, 4);
});

test('a lock that another tab lets go is taken the next time, and its run is not replaced', async t => {
  freshBrowser();
  let isHeld = true;
  navigatorWith({request: async (_, __, hold) => hold(isHeld ? null : {})});
  const page = openPage(t);
  page.run.load();
  assert.match((await page.trainTo(1)).problem ?? '', /^Another tab keeps its run of this network/);
  isHeld = false;
  assert.deepEqual(await page.trainTo(2), {step: 2, noted: true});
});

test('locks that throw, or never answer, hold nothing up', async t => {
  for (const request of [
    async () => {
      throw new DOMException('insecure', 'SecurityError');
    },
    () => new Promise(() => {}),
  ]) {
    freshBrowser();
    navigatorWith({request});
    const page = openPage(t);
    page.run.load();
    const told = await page.trainTo(1);
    if (told.problem) assert.match(told.problem, /does not answer/);
    else assert.deepEqual(told, {step: 1, noted: true});
    page.close();
  }
});

function navigatorWith(locks: {
  request: (
    name: string,
    options: LockOptions,
    hold: (lock: object | null) => unknown,
  ) => Promise<unknown>;
}) {
  Object.defineProperty(globalThis, 'navigator', {value: {locks}, configurable: true});
}

test('a database that is deleted while it trains is told, and the run is kept anew', async t => {
  const {page} = await browserThatKeeps(t);
  const told = page.told();
  await result(indexedDB.deleteDatabase('fourier-net'));
  assert.deepEqual(await told, {problem: closed});
  assert.equal(await wholeRun(), null);
  assert.deepEqual(await page.trainTo(4), {step: 4, noted: true});
  assert.equal(await wholeRun(), 4);
});

test('a database that is deleted between two workers’ parts is not taken for a whole run', async t => {
  const {page} = await browserThatKeeps(t);
  const {put} = IDBObjectStore.prototype;
  let puts = 0;
  IDBObjectStore.prototype.put = function (...args) {
    if (++puts === 3) indexedDB.deleteDatabase('fourier-net');
    return put.apply(this, args);
  };
  const {problem} = await page.trainTo(4);
  IDBObjectStore.prototype.put = put;
  assert.match(problem ?? '', /^The run is not kept in this browser: /);
  assert.equal(await wholeRun(), null);
  assert.deepEqual(await page.trainTo(5), {step: 5, noted: true});
  assert.equal((await contents()).pieces.length, 4);
});

test('another tab with a newer version gets the database; what it holds is not touched', async t => {
  const {page} = await browserThatKeeps(t);
  const told = page.told();
  (await result(indexedDB.open('fourier-net', 9))).close();
  assert.match((await told).obstacle?.message ?? '', /newer version/);
  assert.match((await page.trainTo(4)).obstacle?.message ?? '', /newer version/);
  const [{version}] = await indexedDB.databases();
  assert.equal(version, 9);
});

test('another tab that takes the database while the run is kept: it is told whose it is now', async t => {
  const {page} = await browserThatKeeps(t);
  t.mock.timers.enable({apis: ['setTimeout']}); // without its trying again
  const {put} = IDBObjectStore.prototype;
  let puts = 0;
  IDBObjectStore.prototype.put = function (...args) {
    if (++puts === 3) indexedDB.open('fourier-net', 9).onsuccess = ({target}) => close(target);
    return put.apply(this, args);
  };
  t.after(() => (IDBObjectStore.prototype.put = put));
  const closing = await page.trainTo(4);
  const {obstacle} = closing.obstacle ? closing : await page.told();
  assert.match(obstacle?.message ?? '', /newer version/);
});

const close = (request: EventTarget | null) => (request as IDBOpenDBRequest).result.close();

test('what a worker cannot read is told as what the page cannot read', async t => {
  const {page} = await browserThatKeeps(t);
  page.run.keep = async () => {
    await result(indexedDB.open('fourier-net', 9)).then(database => database.close());
    const message = 'Its database was made by a newer version of this page.';
    throw Object.assign(new Error(message), {name: 'StorageError'}); // it comes without its class
  };
  const news = await page.trainTo(4);
  assert.match(news.obstacle?.message ?? JSON.stringify(news), /^Its database was made by a newer/);
});

test('beside a note that cannot be read, a database that is deleted is told all the same', async t => {
  const {items} = freshBrowser();
  items.set(noteKey, '{');
  const page = openPage(t);
  page.run.load();
  await page.trainTo(3);
  const told = page.told();
  await result(indexedDB.deleteDatabase('fourier-net'));
  assert.deepEqual(await told, {problem: closed});
});

test('what has failed is tried again after 5 s, though the run goes on meanwhile', async t => {
  const {page} = await browserThatKeeps(t);
  const fault = injectFault('throws', 1, Infinity);
  t.mock.timers.enable({apis: ['setTimeout']});
  assert.match((await page.trainTo(4)).problem ?? '', /its storage is full/);
  fault.mend();
  await new Promise(setImmediate); // the keeper has set its timer
  page.run.enter('running');
  page.run.progress = {step: 5};
  const told = page.told();
  t.mock.timers.tick(5000);
  assert.deepEqual(await told, {step: 5, noted: true});
});

test('a clock that is set back stops no notes', async t => {
  const {page, items, leave} = await browserThatKeeps(t);
  page.run.progress = {step: 4};
  leave();
  assert.equal(notedStep(items), 4);
  t.mock.method(Date, 'now', () => 1e12);
  page.run.progress = {step: 5};
  leave();
  assert.equal(notedStep(items), 5);
});

test('a connection that the browser closes is opened again; nothing is told as nothing is lost', async t => {
  const {page} = await browserThatKeeps(t);
  const before = page.news.length;
  const fault = injectFault('closes the database', 1);
  await page.keeper.find();
  fault.mend();
  assert.equal(page.news.length, before);
  assert.deepEqual(await page.trainTo(4), {step: 4, noted: true});
});

test('a kept run that cannot be opened leaves no trace in the notes of the next one', async t => {
  const {page, items, leave} = await browserThatKeeps(t);
  page.close();

  const next = openPage(t);
  const found = await next.keeper.find();
  next.run.open = async () => {
    throw new TypeError('is damaged: a checksum does not match');
  };
  await assert.rejects(next.keeper.resume(found), {
    name: 'StorageError',
    message: 'It is damaged: a checksum does not match.',
  });
  next.run.load();
  assert.equal((await next.trainTo(2)).obstacle?.state?.step, 3, 'it is not written over either');
  next.run.progress = {step: 9};
  leave();
  assert.equal(items.get(noteKey), undefined);
});

test('a note goes on from the kept run that was resumed, and is not written over on the way', async t => {
  const {page, items, leave} = await browserThatKeeps(t);
  page.run.enter('running');
  page.run.progress = {step: 8};
  leave();
  page.close();
  assert.equal(notedStep(items), 8);

  const next = openPage(t);
  const found = await next.keeper.find();
  await next.keeper.resume(found);
  assert.deepEqual(next.run.opened, [{step: 3, upTo: 8}]);
  next.run.progress = {step: 5}; // paused on the way there
  leave();
  assert.equal(notedStep(items), 8);
  next.run.progress = {step: 9};
  leave();
  assert.equal(notedStep(items), 9);
  assert.deepEqual(await next.trainTo(10), {step: 10, noted: true});
  assert.equal(items.get(noteKey), undefined);
});

test('a run is not replaced before the reader was asked; then it is', async t => {
  const {page} = await browserThatKeeps(t);
  page.close();

  const next = openPage(t);
  const found = await next.keeper.find();
  next.run.load();
  assert.equal((await next.trainTo(1)).obstacle?.state?.step, 3);
  next.keeper.replace(found);
  assert.deepEqual(await next.trainTo(2), {step: 2, noted: true});
  assert.equal(await wholeRun(), 2);
});

test('a halt ends a write that is never answered, at once', async t => {
  freshBrowser();
  const page = openPage(t);
  page.run.load();
  await page.trainTo(1);
  const {keepShard} = await import('../../web/storage/keep-shard.ts');
  const put = injectFault('is silent', 3, Infinity); // open, transaction, put
  const shard = {
    stateArrays: () => 1,
    unitLength: () => 2,
    copyUnitState() {},
  };
  const halt = new AbortController();
  const place = {name: model, generation: 'h'};
  const keeping = keepShard(shard, {begin: 0, end: 4}, place, halt.signal, Infinity);
  while (put.count() < 3) await new Promise(setImmediate);
  halt.abort();
  assert.equal(await keeping, false);
  put.mend();
});
