import assert from 'node:assert/strict';
import {test} from 'node:test';
import {freshBrowser, silence} from './browser.ts';
import {contents, result} from './database.ts';
import {notedStep, noteKey, openPage, wholeRun} from './kept-network.ts';
import {unreadableDatabases, unreadableNotes, unreadableRecords} from './rows.ts';
import type {TestContext} from 'node:test';

const notKept = (clause: string) =>
  `The run is not kept in this browser: ${clause}. Training goes on; “Save run” makes a file of it.`;

/** A browser that keeps the run of step 1. */
async function browserWithRun(t: TestContext) {
  const browser = freshBrowser();
  const page = openPage(t);
  page.run.load();
  await page.trainTo(1);
  page.close();
  return browser;
}

for (const [what, damage, message] of unreadableRecords) {
  test(`a kept run with ${what} is told, stays until it is removed, and training goes on`, async t => {
    await browserWithRun(t);
    await damage();
    const before = await contents();
    const page = openPage(t);
    const found = await page.keeper.find();
    assert.match(found.unreadable?.message ?? '', message);
    assert.deepEqual([found.kept, found.note, found.problem], [null, null, null]);
    page.run.load();
    const {obstacle} = await page.trainTo(5);
    assert.equal(obstacle?.message, found.unreadable?.message);
    assert.deepEqual(await contents(), before, 'nothing is deleted unasked');
    assert.equal(page.run.state, 'paused');

    const told = page.told();
    await page.keeper.forget();
    assert.deepEqual(await told, {obstacle: null});
    assert.deepEqual(page.news.at(-1), {step: 5, noted: true}, 'then it is kept');
    assert.equal(await wholeRun(), 5);
  });
}

for (const [what, text, message] of unreadableNotes) {
  test(`a note that is ${what} is told and stays; the run is kept all the same`, async t => {
    const {items, leave} = freshBrowser();
    items.set(noteKey, text);
    const page = openPage(t);
    const found = await page.keeper.find();
    assert.match(found.unreadable?.message ?? '', message);
    assert.deepEqual([found.kept, found.note, found.problem], [null, null, null]);
    page.run.load();
    assert.deepEqual(await page.trainTo(5), {step: 5, noted: true});
    page.run.progress = {step: 6};
    leave();
    assert.equal(items.get(noteKey), text, 'it is not written over');
    assert.equal(await wholeRun(), 5);
    page.keeper.forgetNote();
    page.run.progress = {step: 7};
    leave();
    assert.equal(notedStep(items), 7, 'then there are notes');
    assert.equal(await wholeRun(), 5, 'the kept run is still there');
  });
}

for (const [what, make, message] of unreadableDatabases) {
  test(`a database ${what} is told and stays until it is removed`, async t => {
    freshBrowser();
    await make();
    const [before] = await indexedDB.databases();
    const page = openPage(t);
    assert.match((await page.keeper.find()).unreadable?.message ?? '', message);
    page.run.load();
    assert.match((await page.trainTo(2)).obstacle?.message ?? '', message);
    assert.deepEqual(await indexedDB.databases(), [before]);
    await page.keeper.forget();
    assert.deepEqual(page.news.at(-1), {step: 2, noted: true});
    assert.equal(await wholeRun(), 2);
  });
}

test('what another tab uses is not removed: that is said, and can be tried again', async t => {
  freshBrowser();
  const other = await result(indexedDB.open('fourier-net', 3));
  const page = openPage(t);
  await assert.rejects(page.keeper.forget(), {
    name: 'StorageError',
    message: /^(another tab is using it|its storage does not answer)$/,
  });
  other.close();
  page.run.load();
  await page.keeper.forget();
  assert.deepEqual(await page.trainTo(1), {step: 1, noted: true});
});

test('what another connection lets go a moment later is removed', async t => {
  freshBrowser();
  const other = await result(indexedDB.open('fourier-net', 3));
  const {deleteDatabase} = IDBFactory.prototype;
  t.after(() => (IDBFactory.prototype.deleteDatabase = deleteDatabase));
  IDBFactory.prototype.deleteDatabase = function (name) {
    const request = deleteDatabase.call(this, name);
    request.addEventListener('blocked', () => setImmediate(() => other.close()));
    return request;
  };
  const page = openPage(t);
  await page.keeper.forget();
  page.run.load();
  assert.deepEqual(await page.trainTo(1), {step: 1, noted: true});
});

test('storage that never answers: found within the limit, told once; kept when it is back', async t => {
  for (const method of ['open', 'get', 'count', 'delete']) {
    freshBrowser();
    const before = openPage(t);
    before.run.load();
    await before.trainTo(1);
    before.close();
    const mend = silenceAll(method);
    const page = openPage(t);
    const found = await page.keeper.find();
    if (method !== 'delete') assert.equal(found.problem?.message, 'its storage does not answer');
    page.keeper.replace(found);
    const first = page.told();
    page.run.load();
    if (found.problem) assert.deepEqual(await first, {problem: silent});
    const second = await page.trainTo(2);
    mend();
    if (found.kept) assert.deepEqual(second, {problem: silent});
    assert.equal(await wholeRun(), 1);
    const kept = await page.keeper.find();
    page.keeper.replace(kept);
    assert.deepEqual(await page.trainTo(3), {step: 3, noted: true}, method);
    assert.equal(await wholeRun(), 3);
    page.close();
  }
});

const silent = notKept('its storage does not answer');

/** @param method whose answers nobody hears */
function silenceAll(method: string): () => void {
  const prototype = (method === 'open' ? IDBFactory : IDBObjectStore).prototype;
  const methods = prototype as object as Record<string, (...args: unknown[]) => EventTarget>;
  const call = methods[method];
  methods[method] = function (...args) {
    const made = call.apply(this, args);
    silence(made);
    return made;
  };
  return () => (methods[method] = call);
}

const refusals: [what: string, take: () => void][] = [
  ['no indexedDB', () => define('indexedDB', {value: undefined})],
  ['indexedDB that is null', () => define('indexedDB', {value: null})],
  ['indexedDB whose getter throws', () => define('indexedDB', {get: refuse})],
  ['an open that throws', () => define('indexedDB', {value: {open: refuse}})],
  [
    'an open that throws nothing',
    () => define('indexedDB', {value: {open: () => raise(undefined)}}),
  ],
  ['an open that throws a text', () => define('indexedDB', {value: {open: () => raise('no')}})],
  ['an open that gives nothing', () => define('indexedDB', {value: {open: () => undefined}})],
];

function define(name: string, descriptor: PropertyDescriptor) {
  Object.defineProperty(globalThis, name, {configurable: true, ...descriptor});
}

function refuse() {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

function raise(value: unknown) {
  throw value;
}

for (const [what, take] of refusals) {
  test(`${what}: told, training goes on; a note of it is all that stays`, async t => {
    const {items} = freshBrowser();
    take();
    const page = openPage(t);
    page.run.load();
    const problem = notKept('it refuses to store anything');
    assert.deepEqual(await page.told(), {problem});
    page.run.enter('running');
    page.run.progress = {step: 2};
    page.run.dispatchEvent(new Event('progress'));
    assert.deepEqual(await page.trainTo(3), {problem});
    assert.equal(notedStep(items), 2);
    const next = openPage(t);
    const found = await next.keeper.find();
    assert.equal(found.note?.state.step, 2);
    await next.keeper.resume(found);
    assert.deepEqual(next.run.opened, [{replayed: 2}]);
  });
}

test('localStorage that is missing, throws or is full: the run is kept, and what is not is told', async t => {
  for (const descriptor of [
    {value: undefined},
    {get: refuse},
    {value: {getItem: refuse, setItem: refuse, removeItem: refuse}},
    {value: {getItem: () => null, setItem: refuse, removeItem: refuse}},
  ]) {
    const {leave} = freshBrowser();
    define('localStorage', descriptor);
    const page = openPage(t);
    const {unreadable, problem} = await page.keeper.find();
    assert.deepEqual([unreadable, problem], [null, null]);
    page.run.load();
    assert.deepEqual(await page.trainTo(3), {step: 3, noted: false});
    page.run.progress = {step: 4};
    leave();
    assert.equal(await wholeRun(), 3);
    page.close();
  }
});
