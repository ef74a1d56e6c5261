import {RunKeeper} from '../../web/runs/run-keeper.ts';
import {checkRunFile, formatHeader} from '../../web/formats/run-file.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {keepShard} from '../../web/storage/keep-shard.ts';
import {RunShelf} from '../../web/storage/run-shelf.ts';
import type {Note} from '../../web/storage/run-notes.ts';
import type {Place, Kept} from '../../web/storage/run-shelf.ts';
import type {State} from '../../web/engine/protocol.ts';
import type {SavedState} from '../../web/engine/saved-state.ts';
import type {News} from '../../web/runs/run-keeper.ts';
import type {Read, RunHeader} from '../../web/formats/run-file.ts';
import type {TestContext} from 'node:test';

export const model = 'spectrogram';

/** Where localStorage has the note. */
export const noteKey = `fourier-net run ${model}`;

/** Milliseconds: a storage that answers does so in the same turn. */
export const patience = 60;

/** Units of the two workers. */
const shares = [
  {begin: 0, end: 2},
  {begin: 2, end: 4},
];

/** News, all kinds in one: a test reads the part that it expects. */
export interface Told {
  step?: number;
  noted?: boolean;
  problem?: string;
  obstacle?: {message?: string; state?: {step: number}} | null;
}

/** A run of four units of two values, as far as who keeps it knows it. */
export class SmallRun extends EventTarget {
  state: State = 'idle';
  settings = completeSettings({model});
  progress = {step: 0};
  halts: AbortController[] = [];
  /** what was opened and set */
  opened: ({step: number; upTo: number | undefined} | {replayed: number})[] = [];
  /** Milliseconds that a worker waits for its storage. */
  patience = patience;

  enter(state: State) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  load() {
    this.progress = {step: 0};
    this.enter('idle');
    this.dispatchEvent(new Event('ready'));
  }

  /** @param step where it stops */
  trainTo(step: number) {
    this.enter('running');
    this.progress = {step};
    this.dispatchEvent(new Event('progress'));
    this.enter('paused');
  }

  getState(): SavedState {
    const {settings, progress} = this;
    return {version: 1, settings, schedule: [[0, 0.1]], step: progress.step};
  }

  async keep(place: Place) {
    const {step} = this.progress;
    for (const units of shares) {
      const halt = new AbortController();
      this.halts.push(halt);
      const shard = {
        stateArrays: () => 1,
        unitLength: () => 2,
        copyUnitState(unit: number, _: number, values: Float32Array) {
          values.set([step, unit]);
        },
      };
      if (!(await keepShard(shard, units, place, halt.signal, this.patience))) return null;
    }
    return {step, records: 4, head: headOf({...this.getState()})};
  }

  async open(reader: () => Read, {upTo}: {upTo?: {step: number}} = {}) {
    const header = (await checkRunFile(reader())) as RunHeader & {step: number};
    this.opened.push({step: header.step, upTo: upTo?.step});
    this.load();
    this.progress = {step: upTo?.step ?? header.step};
    this.enter('paused');
  }

  async setState(state: {step: number}) {
    this.opened.push({replayed: state.step});
    this.load();
    this.progress = {step: state.step};
    this.enter('paused');
  }
}

/** @param header over that of a run at its start */
export function headOf(header: object) {
  const state = new SmallRun().getState();
  return formatHeader({...state, records: 4, loss: 1, seconds: 1, history: [], ...header});
}

/**
 * A page that keeps a run: a tab of the browser.
 * @param limit milliseconds that storage has to answer
 */
export function openPage(t: Pick<TestContext, 'after'>, limit: number = patience) {
  const run = new SmallRun();
  run.patience = limit;
  const ended = new AbortController();
  const news: News[] = [];
  const listeners = new Set<(told: News) => void>();
  const tell = (told: News) => {
    news.push(told);
    for (const listener of listeners) listener(told);
  };
  const keeper = new RunKeeper(run, model, tell, ended.signal, limit);
  t.after(() => ended.abort());
  return {
    run,
    keeper,
    news,
    close: () => ended.abort(),
    /** Resolves to the next news. */
    told: (): Promise<Told> =>
      new Promise(resolve => {
        const listener = (told: News) => {
          listeners.delete(listener);
          resolve(told);
        };
        listeners.add(listener);
      }),
    /** Trains, and resolves to what is said of it. */
    async trainTo(step: number) {
      const told = this.told();
      run.trainTo(step);
      return told;
    },
  };
}

/**
 * The step that is noted beside the kept run; undefined: none is.
 * @param items of localStorage
 */
export function notedStep(items: Map<string, string>) {
  const note: Note | null = JSON.parse(items.get(noteKey) ?? 'null');
  return note?.state.step;
}

/**
 * The step of the kept run, each of its pieces read and found to be of that step; null: none is kept.
 */
export async function wholeRun() {
  const shelf = await RunShelf.open();
  try {
    const stored = await shelf.find(model);
    if (!stored) return null;
    const kept = stored.record as Kept;
    const {step} = await checkRunFile(shelf.reader(model, kept));
    return step as number;
  } finally {
    shelf.close();
  }
}
