import {result} from './database.ts';
import {headOf, model} from './kept-network.ts';

// What may lie in the place of a kept run, or of its note, and what is said of it.

/** Changes what the database holds, as somebody else would. */
async function edit(change: (runs: IDBObjectStore, pieces: IDBObjectStore) => IDBRequest) {
  const database = await result(indexedDB.open('fourier-net'));
  const [runs, pieces] = ['runs', 'pieces'].map(name =>
    database.transaction(['runs', 'pieces'], 'readwrite').objectStore(name),
  );
  await result(change(runs, pieces));
  database.close();
}

const put = (record: unknown) => () => edit(runs => runs.put(record, model));

const savedAt = 1;
const sound = {generation: 'g', savedAt};

export const unreadableRecords: [what: string, damage: () => Promise<void>, message: RegExp][] = [
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
  ['a time past all dates', put({...sound, head: headOf({}), savedAt: 9e15}), /^It is no run/],
  ['a head that is a text', put({...sound, head: 'FNETRUN'}), /^It is no run/],
  ['a head that is a buffer', put({...sound, head: headOf({}).buffer}), /^It is no run/],
  [
    'no generation but an empty one',
    put({...sound, generation: '', head: headOf({})}),
    /0 of its 4/,
  ],
  ['no number of pieces', put({...sound, head: headOf({records: undefined})}), /how many arrays/],
  ['a text as number of pieces', put({...sound, head: headOf({records: '0'})}), /how many arrays/],
  ['zero pieces', put({...sound, head: headOf({records: 0})}), /how many arrays/],
  [
    'a model called constructor',
    put({...sound, head: headOf(ofModel('constructor'))}),
    /^model=constr/,
  ],
  ['null', put(null), /^It is no run/],
  ['a map', put(new Map([['generation', 'g']])), /^It is no run/],
  ['a text', put('a run'), /^It is no run/],
  ['a date', put(new Date(0)), /^It is no run/],
  [
    'a piece that is missing',
    () => edit((_, pieces) => pieces.delete(IDBKeyRange.bound([model], [model, [], 0]))),
    /^It is not whole: it has 0 of its 4 pieces/,
  ],
];

function flipped(bytes: Uint8Array) {
  bytes[40] ^= 1;
  return bytes;
}

function withVersion(bytes: Uint8Array, version: number) {
  bytes[7] = version;
  return bytes;
}

function ofModel(name: string) {
  return {settings: {seed: 1, optimizer: 'lms', batch: 16, model: name}};
}

/** A database of these stores, as somebody else would make it. */
function databaseOf(version: number, make?: (database: IDBDatabase) => void) {
  return async () => {
    const opening = indexedDB.open('fourier-net', version);
    opening.onupgradeneeded = () => make?.(opening.result);
    (await result(opening)).close();
  };
}

const notOurs = /^Its database is not as this page makes it\.$/;

export const unreadableDatabases: [what: string, make: () => Promise<void>, message: RegExp][] = [
  ['without stores', databaseOf(1), notOurs],
  ['with one store', databaseOf(1, made => void made.createObjectStore('runs')), notOurs],
  [
    'with keys in its records',
    databaseOf(1, made => {
      made.createObjectStore('runs', {keyPath: 'id'});
      made.createObjectStore('pieces');
    }),
    notOurs,
  ],
  [
    'of a newer version',
    databaseOf(2),
    /^Its database was made by a newer version of this page\.$/,
  ],
];

export const unreadableNotes: [what: string, text: string, message: RegExp][] = [
  ['no JSON', '{"generation":', /^It is damaged\.$/],
  ['an empty text', '', /^It is damaged/],
  ['null', 'null', /^It is no note of a run\.$/],
  ['a number', '7', /^It is no note/],
  ['a list', '[]', /^It is no note/],
  ['no state', '{"generation":null,"savedAt":1}', /saved state/],
  ['a state of another version', noteWith({version: 2}), /version 2/],
  ['another model', noteWith({settings: {model: 'dft'}}), /^It is a run of model=dft/],
  [
    'the model called constructor',
    noteWith({settings: {model: 'constructor'}}),
    /^model=constructor/,
  ],
  ['made of its prototype', `{"__proto__": ${noteWith({})}}`, /^It is no note/],
  ['of brackets alone', '['.repeat(1e5), /^It is damaged/],
  ['a step that is none', noteWith({step: -1}), /step=-1/],
  ['a schedule that is none', noteWith({schedule: 'fast'}), /schedule/],
  ['a setting that is none', noteWith({settings: {model, batch: 'many'}}), /batch/],
];

/** @param state over a good one */
function noteWith(state: object) {
  const good = {version: 1, settings: {model}, schedule: [[0, 0.1]], step: 4};
  return JSON.stringify({generation: null, savedAt, state: {...good, ...state}});
}
