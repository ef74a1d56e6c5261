import assert from 'node:assert/strict';
import {test} from 'node:test';
import {contents, freshBrowser, result, silence} from './browser.js';
import {headOf, model, openPage, wholeRun} from './kept-network.js';

/** @typedef {import('node:test').TestContext} TestContext */

const noteKey = `fourier-net run ${model}`;

/** @param {string} clause */
const notKept = clause =>
  `The run is not kept in this browser: ${clause}. Training goes on; “Save run” makes a file of it.`;

/**
 * A browser that keeps the run of step 1.
 * @param {TestContext} t
 */
async function browserWithRun(t) {
  const browser = freshBrowser();
  const page = openPage(t);
  page.run.load();
  await page.trainTo(1);
  page.close();
  return browser;
}

/**
 * Changes what the database holds, as somebody else would.
 * @param {(runs: IDBObjectStore, pieces: IDBObjectStore) => IDBRequest} change
 */
async function edit(change) {
  const database = await result(indexedDB.open('fourier-net'));
  const [runs, pieces] = ['runs', 'pieces'].map(name =>
    database.transaction(['runs', 'pieces'], 'readwrite').objectStore(name),
  );
  await result(change(runs, pieces));
  database.close();
}

/** @param {any} record */
const put = record => () => edit(runs => runs.put(record, model));

const savedAt = 1;
const sound = {generation: 'g', savedAt};

/** @type {[what: string, damage: () => Promise<void>, message: RegExp][]} */
const unreadable = [
  [
    'a head of three bytes',
    put({...sound, head: Uint8Array.of(1, 2, 3)}),
    /^It is not a saved run/,
  ],
  ['an empty head', put({...sound, head: new Uint8Array()}), /^It is not a saved run/],
  ['a head that is cut', put({...sound, head: headOf({}).slice(0, 50)}), /^It is truncated\.$/],
  ['a changed bit in the head', put({...sound, head: flipped(headOf({}))}), /^It is damaged: /],
  ['a head of a newer file', put({...sound, head: withVersion(headOf({}), 2)}), /version 2/],
  ['a newer state', put({...sound, head: headOf({version: 7})}), /version 7/],
  ['another model', put({...sound, head: headOf(ofModel('dft'))}), /^It is a run of model=dft\.$/],
  ['a model of tomorrow', put({...sound, head: headOf(ofModel('wavelet'))}), /wavelet/],
  ['a history that is none', put({...sound, head: headOf({history: {}})}), /^It has a history/],
  ['no pieces', put({...sound, head: headOf({})}), /^It is not whole: it has 0 of its 4 pieces\.$/],
  ['an array as head', put({...sound, head: [70, 78]}), /^It is no run as this page keeps it\.$/],
  ['no head', put(sound), /^It is no run as/],
  [
    'a generation that is a number',
    put({generation: 5, head: headOf({}), savedAt}),
    /^It is no run/,
  ],
  ['a time that is none', put({...sound, head: headOf({}), savedAt: 'now'}), /^It is no run/],
  ['null', put(null), /^It is no run/],
  ['a text', put('a run'), /^It is no run/],
  ['a date', put(new Date(0)), /^It is no run/],
  [
    'a piece that is missing',
    () => edit((_, pieces) => pieces.delete(IDBKeyRange.bound([model], [model, [], 0]))),
    /^It is not whole: it has 0 of its 4 pieces/,
  ],
];

/** @param {Uint8Array} bytes */
function flipped(bytes) {
  bytes[40] ^= 1;
  return bytes;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} version
 */
function withVersion(bytes, version) {
  bytes[7] = version;
  return bytes;
}

/** @param {string} name */
function ofModel(name) {
  const settings = JSON.parse(JSON.stringify({...openSettings(), model: name}));
  return {settings};
}

function openSettings() {
  return {seed: 1, optimizer: 'lms', batch: 16};
}

for (const [what, damage, message] of unreadable) {
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
    assert.equal(obstacle.message, found.unreadable?.message);
    assert.deepEqual(await contents(), before, 'nothing is deleted unasked');
    assert.equal(page.run.state, 'paused');

    const told = page.told();
    await page.keeper.forget();
    assert.deepEqual(await told, {obstacle: null});
    assert.deepEqual(page.news.at(-1), {step: 5, noted: true}, 'then it is kept');
    assert.equal(await wholeRun(), 5);
  });
}

/** @type {[what: string, text: string, message: RegExp][]} */
const unreadableNotes = [
  ['no JSON', '{"generation":', /^It is damaged\.$/],
  ['an empty text', '', /^It is damaged/],
  ['null', 'null', /^It is no note of a run\.$/],
  ['a number', '7', /^It is no note/],
  ['a list', '[]', /^It is no note/],
  ['no state', '{"generation":null,"savedAt":1}', /saved state/],
  ['a state of another version', noteWith({version: 2}), /version 2/],
  ['another model', noteWith({settings: {model: 'dft'}}), /^It is a run of model=dft/],
  ['a step that is none', noteWith({step: -1}), /step=-1/],
  ['a schedule that is none', noteWith({schedule: 'fast'}), /schedule/],
  ['a setting that is none', noteWith({settings: {model, batch: 'many'}}), /batch/],
];

/** @param {object} state over a good one */
function noteWith(state) {
  const good = {version: 1, settings: {model}, schedule: [[0, 0.1]], step: 4};
  return JSON.stringify({generation: null, savedAt, state: {...good, ...state}});
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
    assert.equal(JSON.parse(items.get(noteKey) ?? 'null').state.step, 7, 'then there are notes');
    assert.equal(await wholeRun(), 5, 'the kept run is still there');
  });
}

test('a database without stores, or of a newer version, is told and stays until it is removed', async t => {
  for (const [version, message] of /** @type {const} */ ([
    [1, /^Its database is not as this page makes it\.$/],
    [2, /^Its database was made by a newer version of this page\.$/],
  ])) {
    freshBrowser();
    (await result(indexedDB.open('fourier-net', version))).close();
    const page = openPage(t);
    assert.match((await page.keeper.find()).unreadable?.message ?? '', message);
    page.run.load();
    assert.match((await page.trainTo(2)).obstacle.message, message);
    assert.equal((await indexedDB.databases())[0].version, version);
    await page.keeper.forget();
    assert.deepEqual(page.news.at(-1), {step: 2, noted: true});
    assert.equal(await wholeRun(), 2);
  }
});

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

/** @param {string} method whose answers nobody hears @returns {() => void} */
function silenceAll(method) {
  const prototype = /** @type {any} */ (method === 'open' ? IDBFactory : IDBObjectStore).prototype;
  const call = prototype[method];
  prototype[method] = function (/** @type {any[]} */ ...args) {
    const made = call.apply(this, args);
    silence(made);
    return made;
  };
  return () => (prototype[method] = call);
}

/** @type {[what: string, take: () => void][]} */
const refusals = [
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

/**
 * @param {string} name
 * @param {PropertyDescriptor} descriptor
 */
function define(name, descriptor) {
  Object.defineProperty(globalThis, name, {configurable: true, ...descriptor});
}

function refuse() {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

/** @param {unknown} value */
function raise(value) {
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
    assert.equal(JSON.parse(items.get(noteKey) ?? 'null').state.step, 2);
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
