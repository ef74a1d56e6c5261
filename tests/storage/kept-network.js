import {RunKeeper} from '../../web/figures/run-keeper.js';
import {checkRunFile, formatHeader} from '../../web/formats/run-file.js';
import {completeSettings} from '../../web/settings/check.js';
import {keepShard} from '../../web/storage/keep-shard.js';
import {RunShelf} from '../../web/storage/run-shelf.js';

export const model = 'spectrogram';

/** Milliseconds: a storage that answers does so in the same turn. */
export const patience = 60;

/** Units of the two workers. */
const shares = [
  {begin: 0, end: 2},
  {begin: 2, end: 4},
];

/** A run of four units of two values, as far as who keeps it knows it. */
export class SmallRun extends EventTarget {
  state = 'idle';
  settings = completeSettings({model});
  progress = {step: 0};
  /** @type {AbortController[]} */
  halts = [];
  /** @type {any[]} what was opened and set */
  opened = [];
  /** Milliseconds that a worker waits for its storage. */
  patience = patience;

  /** @param {string} state */
  enter(state) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  load() {
    this.progress = {step: 0};
    this.enter('idle');
    this.dispatchEvent(new Event('ready'));
  }

  /** @param {number} step where it stops */
  trainTo(step) {
    this.enter('running');
    this.progress = {step};
    this.dispatchEvent(new Event('progress'));
    this.enter('paused');
  }

  getState() {
    const {settings, progress} = this;
    return {version: 1, settings, schedule: [[0, 0.1]], step: progress.step};
  }

  /** @param {import('../../web/storage/run-shelf.js').Place} place */
  async keep(place) {
    const {step} = this.progress;
    for (const units of shares) {
      const halt = new AbortController();
      this.halts.push(halt);
      const shard = /** @type {any} */ ({
        stateArrays: () => 1,
        unitLength: () => 2,
        copyUnitState(
          /** @type {number} */ unit,
          /** @type {number} */ _,
          /** @type {Float32Array} */ values,
        ) {
          values.set([step, unit]);
        },
      });
      if (!(await keepShard(shard, units, place, halt.signal, this.patience))) return null;
    }
    return {step, records: 4, head: headOf({...this.getState()})};
  }

  /**
   * @param {() => import('../../web/formats/run-file.js').Read} reader
   * @param {{upTo?: {step: number}}} options
   */
  async open(reader, {upTo}) {
    const header = await checkRunFile(reader());
    this.opened.push({step: header.step, upTo: upTo?.step});
    this.load();
    this.progress = {step: upTo?.step ?? header.step};
    this.enter('paused');
  }

  /** @param {{step: number}} state */
  async setState(state) {
    this.opened.push({replayed: state.step});
    this.load();
    this.progress = {step: state.step};
    this.enter('paused');
  }
}

/** @param {object} header over that of a run at its start */
export function headOf(header) {
  const state = new SmallRun().getState();
  return formatHeader({...state, records: 4, loss: 1, seconds: 1, history: [], ...header});
}

/**
 * A page that keeps a run: a tab of the browser.
 * @param {Pick<import('node:test').TestContext, 'after'>} t
 * @param {number} [limit] milliseconds that storage has to answer
 */
export function openPage(t, limit = patience) {
  const run = new SmallRun();
  run.patience = limit;
  const ended = new AbortController();
  /** @type {any[]} */
  const news = [];
  const listeners = new Set();
  const tell = (/** @type {any} */ told) => {
    news.push(told);
    for (const listener of listeners) listener(told);
  };
  const keeper = new RunKeeper(/** @type {any} */ (run), model, tell, ended.signal, limit);
  t.after(() => ended.abort());
  return {
    run,
    keeper,
    news,
    close: () => ended.abort(),
    /** Resolves to the next news. @returns {Promise<any>} */
    told: () =>
      new Promise(resolve => {
        const listener = (/** @type {any} */ told) => {
          listeners.delete(listener);
          resolve(told);
        };
        listeners.add(listener);
      }),
    /**
     * Trains, and resolves to what is said of it.
     * @param {number} step
     */
    async trainTo(step) {
      const told = this.told();
      run.trainTo(step);
      return told;
    },
  };
}

/**
 * The step of the kept run, each of its pieces read and found to be of that step; null: none is kept.
 */
export async function wholeRun() {
  const shelf = await RunShelf.open();
  try {
    const stored = await shelf.find(model);
    if (!stored) return null;
    const kept = /** @type {import('../../web/storage/run-shelf.js').Kept} */ (stored.record);
    const {step} = await checkRunFile(shelf.reader(model, kept));
    return step;
  } finally {
    shelf.close();
  }
}
