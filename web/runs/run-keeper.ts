import {PoolEnded} from '../engine/pool.ts';
import {answered, patience} from '../storage/answered.ts';
import {readKept, unreadable} from '../storage/kept-run.ts';
import {readNote, writeNote} from '../storage/run-notes.ts';
import {newGeneration, RunShelf} from '../storage/run-shelf.ts';
import {ShelfLink} from '../storage/shelf-link.ts';
import {
  ClosedError,
  isStorageError,
  StorageError,
  TakenError,
  UnreadableError,
} from '../storage/storage-error.ts';
import {holdLock} from '../storage/tab-lock.ts';
import type {Progress} from '../engine/protocol.ts';
import type {Run} from '../engine/run.ts';
import type {KeptRun} from '../storage/kept-run.ts';
import type {Note} from '../storage/run-notes.ts';
import type {Shelved} from '../storage/shelf-link.ts';
import type {Place, MayReplace} from '../storage/run-shelf.ts';

/**
 * What the browser holds of a run: what lies on the shelf, or what else was noted (unreadable), and
 * the note that goes on from it, or from the run's start.
 */
export type Found = Shelved & {note: Note | null};

/**
 * What there is to tell: that it was kept, and whether steps after that are noted; why it was not;
 * what stands in the way until the reader removes it, null: nothing any more.
 */
export type News =
  {step: number; noted: boolean} | {problem: string} | {obstacle: UnreadableError | KeptRun | null};

/** What it uses of a run. */
type KeptUp = Pick<
  Run,
  'addEventListener' | 'settings' | 'state' | 'getState' | 'setState' | 'keep' | 'open'
> & {progress: Pick<Progress, 'step'>};

/** Milliseconds of training until a run is kept first, and from then on. */
const firstAfter = 20_000;
const interval = 60_000;

/** Milliseconds until what has failed is tried again; then twice that, up to the interval. */
const firstRetryAfter = 5000;

/** Milliseconds between two notes of how far it has come, at least. */
const noteInterval = 2000;

/**
 * Keeps one run in this browser, so that a reload or a crash loses nothing: all of it every minute
 * and when training stops; in between, and when the page is left, only how far it has come. The way
 * there is replayed, which gives the same bits. Training never waits for it (see run-shelf.ts): what
 * the storage refuses is told, and tried again the next time.
 */
export class RunKeeper {
  #run;
  #name;
  #tell;
  #signal;
  #patience;
  #link = new ShelfLink(() => this.#onLost());
  #holdsLock = false;
  #keeping: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Generations that may be replaced: of this page, or of what the reader was asked about. */
  #mine = new Set();
  /** Whether the note that is there may be replaced. */
  #ownsNote;
  #resuming = false;
  /** Milliseconds until it is tried again; 0: nothing has failed. */
  #retryAfter = 0;

  // Of the run that is loaded:
  #loads = 0;
  /** Up to this step it is kept, or noted. */
  #securedStep = 0;
  #notedAt = -Infinity;
  #canNote = true;
  /** what a note goes on from; undefined: none is written */
  #base: string | null | undefined = undefined;

  /**
   * @param name it is kept under: its model
   * @param limit milliseconds that the storage is waited for
   */
  constructor(
    run: KeptUp,
    name: string,
    tell: (news: News) => void,
    signal: AbortSignal,
    limit: number = patience,
  ) {
    this.#run = run;
    this.#name = name;
    this.#tell = tell;
    this.#signal = signal;
    this.#patience = limit;
    const {note, unreadable: other} = readNote(name);
    this.#ownsNote = !note && !other;
    run.addEventListener('ready', () => void this.#onReady(), {signal});
    run.addEventListener('statechange', () => this.#onStateChange(), {signal});
    run.addEventListener('progress', () => this.#note(noteInterval), {signal});
    addEventListener('pagehide', () => this.#note(0), {signal});
    signal.addEventListener('abort', () => this.#end());
  }

  /**
   * What there is to go on with. Resolves in any case, within the limit.
   * @param limit milliseconds
   */
  async find(limit: number = this.#patience): Promise<Found> {
    const {note, unreadable: other} = readNote(this.#name);
    const found = await this.#link.find(this.#name, limit);
    if (!note) return {...found, note: null, unreadable: found.unreadable ?? other};
    // A note can be replayed from its run's start, too, where nothing else is known to be kept.
    const generation = found.kept?.generation ?? null;
    const isAlone = !found.kept && !found.problem && !found.unreadable;
    return {...found, note: isAlone || note.generation === generation ? note : null};
  }

  /** A new run may take the place of what was found. */
  replace({kept}: Found) {
    if (kept) this.#mine.add(kept.generation);
    this.#ownsNote ||= readNote(this.#name).unreadable === null;
  }

  /**
   * Goes on with what find() has found, to where it had come; then it is paused.
   * @throws StorageError where it cannot be had now
   * @throws UnreadableError where it is no such run after all
   */
  async resume(found: Found) {
    const {kept, note} = found;
    const run = this.#run;
    const before = this.#loads;
    this.#resuming = true;
    try {
      if (kept) {
        const shelf = await answered(this.#link.open(), this.#patience);
        const reader = () => shelf.reader(this.#name, kept, this.#patience);
        await run.open(reader, {changes: {workers: run.settings.workers}, upTo: note?.state});
      } else if (note) {
        await run.setState(note.state);
      }
    } catch (error) {
      throw unreadable(error);
    } finally {
      this.#resuming = false;
    }
    if (this.#loads !== before + 1) return; // it was reset meanwhile, or could not be loaded
    this.replace(found);
    this.#base = kept?.generation ?? null;
    this.#securedStep = note?.state.step ?? kept?.state.step ?? 0;
    this.#onStateChange(); // it may have gone on, and stopped, meanwhile
  }

  /**
   * Drops what is kept, whatever it is.
   * @throws StorageError where that is not possible now
   */
  async forget() {
    writeNote(this.#name, null);
    this.#ownsNote = true;
    const removing = this.#link.open().then(
      shelf => shelf.remove(this.#name),
      error => {
        if (error instanceof UnreadableError) return RunShelf.destroy();
        throw error;
      },
    );
    await answered(removing, this.#patience);
    this.#tell({obstacle: null});
    this.#securedStep = 0;
    this.#base = null;
    if (['paused', 'converged'].includes(this.#run.state)) await this.#keep();
  }

  /** Drops the note beside what is kept, whatever it is. */
  forgetNote() {
    writeNote(this.#name, null);
    this.#ownsNote = true;
    this.#tell({obstacle: null});
  }

  /** The connection was closed by the browser, or for another tab. */
  async #onLost() {
    const isTold = await this.#keeping; // it may be kept anew by that, or fail by this
    if (this.#securedStep === 0) return;
    const load = this.#loads;
    const {kept, unreadable: other} = await this.#link.find(this.#name, this.#patience);
    if (load !== this.#loads || this.#signal.aborted || this.#mine.has(kept?.generation)) return;
    this.#securedStep = 0;
    this.#base = kept || other ? undefined : null;
    if (other || !isTold) this.#fail(other ?? new StorageError('it has closed its storage'));
  }

  /** Another run, perhaps the same one from its start. */
  async #onReady() {
    const load = ++this.#loads;
    this.#securedStep = 0;
    this.#base = undefined;
    if (this.#resuming) return;
    const {kept, problem} = await this.#link.find(this.#name, this.#patience);
    if (load !== this.#loads || this.#signal.aborted) return;
    if (!kept) this.#base = null;
    if (problem) this.#fail(problem);
  }

  #onStateChange() {
    const {state} = this.#run;
    clearTimeout(this.#timer);
    const usual = this.#securedStep === 0 ? firstAfter : interval;
    if (state === 'running') this.#keepIn(this.#retryAfter || usual);
    if (state === 'paused' || state === 'converged') void this.#keep();
  }

  /** @param delay milliseconds */
  #keepIn(delay: number) {
    clearTimeout(this.#timer);
    const timer = setTimeout(async () => {
      await this.#keep();
      if (this.#timer === timer && this.#run.state === 'running') this.#keepIn(interval);
    }, delay);
    this.#timer = timer;
  }

  /** Keeps what is not kept yet; resolves in any case. */
  async #keep() {
    const {step} = this.#run.progress;
    if (this.#keeping || this.#resuming || step === 0 || step <= this.#securedStep) return;
    this.#keeping = this.#keepAll();
    await this.#keeping;
  }

  /** @returns whether it was told that this failed */
  async #keepAll(): Promise<boolean> {
    const load = this.#loads;
    const place = {name: this.#name, generation: newGeneration()};
    try {
      const keptStep = await this.#write(place);
      if (load !== this.#loads) return false;
      if (keptStep === null) {
        this.#keepIn(firstRetryAfter); // a command came between
        return false;
      }
      if (this.#ownsNote) this.#canNote = writeNote(this.#name, null);
      this.#securedStep = keptStep;
      this.#base = place.generation;
      this.#retryAfter = 0;
      this.#tell({step: keptStep, noted: this.#canNote});
      return false;
    } catch (error) {
      if (this.#signal.aborted || load !== this.#loads) return false;
      await this.#failed(error);
      this.#retryAfter = Math.min(2 * this.#retryAfter || firstRetryAfter, interval);
      this.#keepIn(this.#retryAfter);
      return true;
    } finally {
      this.#keeping = null;
    }
  }

  /** @returns the step that is kept; null: a command came between */
  async #write(place: Place): Promise<number | null> {
    if (!(await this.#isAlone())) throw new OtherTab();
    const mayReplace = (generation: string) => this.#mine.has(generation);
    const shelf = await this.#begin(place, mayReplace);
    let isKept = false;
    try {
      const written = await this.#run.keep(place);
      if (!written || this.#signal.aborted) return null;
      this.#mine.add(place.generation); // it may be there though nobody says so
      await answered(shelf.commit(place, written, mayReplace), this.#patience);
      isKept = true;
      return written.step;
    } finally {
      if (!isKept) this.#abandon(shelf, place);
    }
  }

  async #begin(place: Place, mayReplace: MayReplace) {
    for (let tries = 1; ; tries++) {
      const shelf = await answered(this.#link.open(), this.#patience);
      try {
        await answered(shelf.begin(place, mayReplace), this.#patience);
        return shelf;
      } catch (error) {
        // A connection that was not used for long may be closed: nothing is lost by that.
        if (!(error instanceof ClosedError) || tries > 1) throw error;
        this.#link.close();
      }
    }
  }

  /** Drops what was written, for room; where that fails, the next keeping does it. */
  #abandon(shelf: RunShelf, place: Place) {
    shelf.abandon(place).catch(error => {
      if (!isStorageError(error)) throw error;
    });
  }

  /** @param error of #write() */
  async #failed(error: unknown) {
    this.#link.close();
    if (error instanceof TakenError) this.#fail(await this.#takenBy(error));
    else if (isStorageError(error)) this.#fail(await this.#reasonOf(error));
    else if (!(error instanceof PoolEnded)) throw error; // of that the run tells
  }

  async #takenBy({stored}: TakenError): Promise<KeptRun | StorageError> {
    try {
      return await readKept(stored, this.#name);
    } catch (error) {
      if (isStorageError(error)) return error;
      throw error;
    }
  }

  /**
   * What a worker cannot read has no class any more when it comes here: then the page looks, too.
   */
  async #reasonOf(error: StorageError) {
    if (error instanceof StorageError) return error;
    return (await this.#link.find(this.#name, this.#patience)).unreadable ?? error;
  }

  /** @param reason why it is not kept */
  #fail(reason: KeptRun | StorageError) {
    if (reason instanceof OtherTab) this.#tell({problem: reason.message});
    else if (reason instanceof UnreadableError) this.#tell({obstacle: reason});
    else if (reason instanceof Error) this.#tell({problem: notKept(reason.message)});
    else this.#tell({obstacle: reason});
  }

  /** @param since milliseconds since the last note, at least */
  #note(since: number) {
    const run = this.#run;
    const now = performance.now(); // the clock on the wall may be set back
    if (this.#base === undefined || !this.#ownsNote || this.#resuming) return;
    if (run.progress.step <= this.#securedStep || now - this.#notedAt < since) return;
    if (!['running', 'paused'].includes(run.state)) return;
    this.#notedAt = now;
    const note = {generation: this.#base, state: run.getState(), savedAt: Date.now()};
    this.#canNote = writeNote(this.#name, note);
  }

  /** Whether no other tab keeps a run of this name; where the browser does not say, the shelf does. */
  async #isAlone() {
    const lock = () => holdLock(`fourier-net run ${this.#name}`, this.#signal);
    this.#holdsLock ||= await answered(lock(), this.#patience);
    return this.#holdsLock;
  }

  #end() {
    clearTimeout(this.#timer);
    this.#link.close();
  }
}

class OtherTab extends StorageError {
  constructor() {
    super('Another tab keeps its run of this network in this browser, so this one is not kept.');
  }
}

/** @param reason a clause */
function notKept(reason: string) {
  return `The run is not kept in this browser: ${reason}. Training goes on; “Save run” makes a file of it.`;
}
