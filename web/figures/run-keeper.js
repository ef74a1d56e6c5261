import {readRunFile} from '../formats/run-file.js';
import {readNote, writeNote} from '../storage/run-notes.js';
import {RunShelf} from '../storage/run-shelf.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../storage/run-shelf.js').Kept} Kept */
/** @typedef {import('../storage/run-notes.js').Note} Note */

/** Milliseconds of training until a run is kept first, and from then on. */
const firstAfter = 20_000;
const interval = 60_000;

/** Milliseconds between two notes of how far it has come, at least. */
const noteInterval = 2000;

/**
 * Keeps one run in this browser, so that a reload or a crash loses nothing: all of it every minute
 * and when training stops; in between, and when the page is left, only how far it has come. The way
 * there is replayed, which gives the same bits.
 */
export class RunKeeper {
  #run;
  #name;
  #tell;
  #signal;
  /** @type {Promise<RunShelf> | null} */
  #shelf = null;
  /** @type {Promise<boolean> | null} whether no other tab keeps a run of this name */
  #alone = null;
  #busy = false;
  #refused = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @type {{step: number, generation: string} | null} the kept run that is being opened */
  #opening = null;

  // Of the run that is loaded:
  #loads = 0;
  #keptStep = 0;
  #notedAt = 0;
  /** @type {string | null | undefined} what a note goes on from; undefined: another run is kept */
  #base = undefined;

  /**
   * @param {Run} run
   * @param {string} name it is kept under
   * @param {(news: {step: number} | {problem: string}) => void} tell that it was kept, or why not
   * @param {AbortSignal} signal
   */
  constructor(run, name, tell, signal) {
    this.#run = run;
    this.#name = name;
    this.#tell = tell;
    this.#signal = signal;
    run.addEventListener('ready', () => void this.#onReady(), {signal});
    run.addEventListener('statechange', () => this.#onStateChange(), {signal});
    run.addEventListener('progress', () => this.#note(noteInterval), {signal});
    addEventListener('pagehide', () => this.#note(0), {signal});
    signal.addEventListener('abort', () => this.#end());
  }

  /** @returns {Promise<{kept: Kept | null, note: Note | null}>} nothing where nothing can be kept */
  async find() {
    const shelf = await this.#open().catch(() => null);
    const kept = (await shelf?.find(this.#name)) ?? null;
    const note = readNote(this.#name);
    return {kept, note: note?.generation === (kept?.generation ?? null) ? note : null};
  }

  /**
   * Goes on with what find() has found, to where it had come; then it is paused.
   * @throws {TypeError | RangeError} saying what is wrong with it
   */
  async resume() {
    const shelf = await this.#open();
    const {kept, note} = await this.find();
    const run = this.#run;
    if (kept) {
      const reader = () => shelf.reader(this.#name, kept);
      const {header} = await readRunFile(reader());
      this.#opening = {step: header.step, generation: kept.generation};
      await run.open(reader, {changes: {workers: run.settings.workers}, upTo: note?.state});
    } else if (note) {
      await run.setState(note.state);
    }
  }

  /** Drops what is kept. */
  async forget() {
    writeNote(this.#name, null);
    await (await this.#open()).remove(this.#name);
    this.#base = null;
  }

  #open() {
    this.#shelf ??= RunShelf.open().catch(error => {
      this.#shelf = null;
      throw error;
    });
    return this.#shelf;
  }

  /** Another run, perhaps the same one from its start. */
  async #onReady() {
    const load = ++this.#loads;
    this.#keptStep = this.#opening?.step ?? 0;
    this.#base = this.#opening?.generation;
    this.#opening = null;
    this.#refused = false;
    const {kept} = await this.find();
    if (load === this.#loads && this.#base === undefined && !kept) this.#base = null;
  }

  #onStateChange() {
    const {state} = this.#run;
    clearTimeout(this.#timer);
    if (state === 'running') this.#keepIn(this.#keptStep === 0 ? firstAfter : interval);
    if (state === 'paused' || state === 'converged') void this.#keep();
  }

  /** @param {number} delay milliseconds */
  #keepIn(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.#keep();
      if (this.#run.state === 'running') this.#keepIn(interval);
    }, delay);
  }

  async #keep() {
    const {step} = this.#run.progress;
    if (this.#busy || this.#refused || step === 0 || step === this.#keptStep) return;
    const load = this.#loads;
    this.#busy = true;
    try {
      if (!(await this.#isAlone())) throw new OtherTab();
      const shelf = await this.#open();
      const generation = newGeneration();
      const place = {name: this.#name, generation};
      const kept = await this.#run.keep(place);
      if (!kept || this.#signal.aborted) return; // ended early: the next time will do
      await shelf.commit(place, kept.head);
      writeNote(this.#name, null);
      if (load !== this.#loads) return;
      this.#keptStep = kept.step;
      this.#base = generation;
      this.#tell({step: kept.step});
    } catch (error) {
      if (this.#signal.aborted || load !== this.#loads) return;
      this.#refused = true;
      await this.#dropUnfinished();
      this.#tell({problem: explanation(error)});
    } finally {
      this.#busy = false;
    }
  }

  /** Room for what else the browser holds. */
  async #dropUnfinished() {
    await this.#open()
      .then(shelf => shelf.dropUnfinished(this.#name))
      .catch(() => {});
  }

  /** @param {number} since milliseconds since the last note, at least */
  #note(since) {
    const run = this.#run;
    const now = Date.now();
    if (this.#base === undefined || run.progress.step <= this.#keptStep) return;
    if (now - this.#notedAt < since || !['running', 'paused'].includes(run.state)) return;
    this.#notedAt = now;
    writeNote(this.#name, {generation: this.#base, state: run.getState(), savedAt: now});
  }

  #isAlone() {
    this.#alone ??= holdLock(`fourier-net run ${this.#name}`, this.#signal);
    return this.#alone;
  }

  #end() {
    clearTimeout(this.#timer);
    void this.#shelf?.then(shelf => shelf.close());
  }
}

class OtherTab extends Error {}

/** @param {unknown} error */
function explanation(error) {
  if (error instanceof OtherTab) {
    return 'Another tab keeps its run of this network in this browser, so this one is not kept.';
  }
  const {name = '', message = ''} = /** @type {Error} */ (error);
  const full = name === 'QuotaExceededError' || /quota|disk|full/i.test(message);
  const reason = full ? 'its storage is full' : 'it refuses to store anything';
  return `The run is not kept in this browser: ${reason}. Training goes on; “Save run” makes a file of it.`;
}

function newGeneration() {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return `${Date.now()}-${random}`;
}

/**
 * Takes a lock among all tabs of this origin, until the signal.
 * @param {string} name
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} false when another tab has it; true where there are no locks
 */
function holdLock(name, signal) {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise(resolve => {
    navigator.locks
      .request(name, {ifAvailable: true}, lock => {
        resolve(lock !== null);
        return lock && new Promise(release => signal.addEventListener('abort', release));
      })
      .catch(() => resolve(true)); // a sandboxed frame
  });
}
