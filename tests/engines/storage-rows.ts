import {contents, result} from '../storage/database.ts';
import {noteKey, openPage, wholeRun} from '../storage/kept-network.ts';
import {unreadableDatabases, unreadableNotes, unreadableRecords} from '../storage/rows.ts';
import type {Told} from '../storage/kept-network.ts';

// What tests/storage does in Node, with the storage that a browser has. It is bundled, and runs in
// the page; what it has found is compared outside.

/** Milliseconds that an engine's storage has to answer: enough for any, and soon over. */
const [enough, soon] = [10_000, 200];

/** What came of a row. */
export interface Outcome {
  what: string;
  /** each time */
  told: unknown[];
  /** to the end of it */
  trained: boolean;
  /** whether all that was there before is there, until it is removed */
  stays?: unknown;
  /** step of the run that is whole at the end */
  kept: number | null;
}

/** What a call into IndexedDB does instead; self: what it is called on. */
type Instead = (call: () => IDBRequest, self: IDBObjectStore) => unknown;

/** A page of its own for a row. */
function pageOf(limit: number = enough) {
  const ends: (() => void)[] = [];
  const page = openPage({after: end => void ends.push(end as () => void)}, limit);
  return {...page, end: () => ends.forEach(end => end())};
}

/** Nothing is stored. */
async function clear() {
  localStorage.clear();
  await result(indexedDB.deleteDatabase('fourier-net'));
}

/** The run of step 1 is kept. */
async function keepOne() {
  const page = pageOf();
  page.run.load();
  await page.trainTo(1);
  page.end();
}

/** @param news what the reader is told by it */
const words = ({obstacle, problem, step}: Told) => obstacle?.message ?? problem ?? `kept ${step}`;

/**
 * What stands there before the page comes.
 * @param look at what has to stay
 */
async function rowBefore(
  what: string,
  damage: () => Promise<unknown>,
  look: () => Promise<unknown>,
): Promise<Outcome> {
  await damage();
  const before = JSON.stringify(await look());
  const page = pageOf();
  const found = await page.keeper.find();
  page.run.load();
  const told = [words({obstacle: found.unreadable}), words(await page.trainTo(5))];
  const stays = JSON.stringify(await look()) === before;
  await page.keeper.forget();
  const outcome = {
    what,
    told,
    trained: page.run.progress.step === 5,
    stays,
    kept: await wholeRun(),
  };
  page.end();
  return outcome;
}

/**
 * What comes while a run is kept already.
 * @param meanwhile to step 5; what was told
 */
async function rowDuring(
  what: string,
  meanwhile: (page: ReturnType<typeof pageOf>) => Promise<Told[]>,
): Promise<Outcome> {
  await clear();
  const page = pageOf();
  page.run.load();
  await page.trainTo(3);
  const told = (await meanwhile(page)).map(words);
  const outcome = {what, told, trained: page.run.progress.step === 5, kept: await whole()};
  page.end();
  return outcome;
}

/**
 * A page that comes to a kept run while the storage does not open.
 * @param instead of opening
 */
async function rowUnopened(what: string, instead: Instead): Promise<Outcome> {
  await clear();
  await keepOne();
  const page = pageOf(soon);
  const told = await replaced(IDBFactory.prototype, 'open', instead, async () => {
    const first = page.told();
    page.run.load();
    return [words(await first), words(await page.trainTo(5))];
  });
  const outcome = {what, told, trained: page.run.progress.step === 5, kept: await wholeRun()};
  page.end();
  return outcome;
}

/** As wholeRun(); null where the database is not ours any more. */
async function whole() {
  const [found] = await indexedDB.databases();
  return found?.version === 1 ? wholeRun() : null;
}

/** Has a method do something else, until that is done. */
async function replaced<Result>(
  prototype: object,
  method: string,
  instead: Instead,
  act: () => Promise<Result>,
) {
  const methods = prototype as Record<string, (...args: unknown[]) => unknown>;
  const original = methods[method];
  methods[method] = function (this: IDBObjectStore, ...args) {
    return instead(() => original.apply(this, args) as IDBRequest, this);
  };
  try {
    return await act();
  } finally {
    methods[method] = original;
  }
}

/** @param name of what a browser throws */
const refusal = (name: string) => () => {
  throw new DOMException('It is refused.', name);
};

const faults: [what: string, prototype: object, method: string, instead: Instead][] = [
  ['is full', IDBObjectStore.prototype, 'put', refusal('QuotaExceededError')],
  ['is full at the end', IDBObjectStore.prototype, 'count', refusal('QuotaExceededError')],
  ['refuses transactions', IDBDatabase.prototype, 'transaction', refusal('UnknownError')],
  [
    'takes nothing back',
    IDBObjectStore.prototype,
    'put',
    (call, store) => {
      const request = call();
      store.transaction.abort();
      return request;
    },
  ],
  ['never answers', IDBObjectStore.prototype, 'put', silenced],
  [
    'is closed under it',
    IDBObjectStore.prototype,
    'put',
    (call, store) => {
      store.transaction.db.close();
      return call();
    },
  ],
];

/** @param call whose answer nobody hears */
function silenced(call: () => EventTarget) {
  const request = call();
  for (const type of ['success', 'error', 'blocked']) {
    request.addEventListener(type, event => event.stopImmediatePropagation());
  }
  return request;
}

const unopened: [what: string, instead: Instead][] = [
  ['refuses', refusal('SecurityError')],
  ['gives nothing', () => undefined],
  [
    'never answers',
    call => {
      const request = call();
      request.addEventListener('success', () => request.result.close());
      return silenced(() => request);
    },
  ],
];

export async function tryRows(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [what, damage] of unreadableRecords) {
    await clear();
    await keepOne();
    outcomes.push(await rowBefore(`a kept run with ${what}`, damage, contents));
  }
  for (const [what, make] of unreadableDatabases) {
    await clear();
    outcomes.push(await rowBefore(`a database ${what}`, make, () => indexedDB.databases()));
  }
  for (const [what, text] of unreadableNotes) {
    await clear();
    const note = async () => localStorage.getItem(noteKey);
    const set = async () => localStorage.setItem(noteKey, text);
    outcomes.push(await rowBefore(`a note that is ${what}`, set, note));
  }
  for (const [what, instead] of unopened) {
    outcomes.push(await rowUnopened(`storage that ${what} when it is opened`, instead));
  }
  for (const [what, prototype, method, instead] of faults) {
    const during = (page: ReturnType<typeof pageOf>) => {
      if (instead === silenced) page.run.patience = soon;
      return replaced(prototype, method, instead, async () => [await page.trainTo(5)]);
    };
    outcomes.push(await rowDuring(`storage that ${what}`, during));
  }
  const deleted = rowDuring('a database that is deleted', async page => {
    const told = page.told();
    await result(indexedDB.deleteDatabase('fourier-net'));
    return [await told, await page.trainTo(5)];
  });
  outcomes.push(await deleted);
  const taken = rowDuring('a database that a newer version takes', async page => {
    const told = page.told();
    (await result(indexedDB.open('fourier-net', 9))).close();
    return [await told, await page.trainTo(5)];
  });
  outcomes.push(await taken);
  await clear();
  return outcomes;
}
