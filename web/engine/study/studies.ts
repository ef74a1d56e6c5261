import {Pool, PoolEnded} from '../pool.ts';
import type {StudyApi} from './worker.ts';
import type {Remote} from 'comlink';

export type Study = Remote<StudyApi>;

/** What differs between a browser, a frame that may fetch nothing, and Node. */
export interface StudyHost {
  startWorker: () => Worker;
  compile: () => Promise<WebAssembly.Module>;
}

/**
 * A worker that studies a cell. It is started when it is first asked. It ends with the signal, and
 * when it is busy with what nobody wants to know any more. After its death the next question starts
 * another one.
 */
export class Studies {
  #host;
  #signal;
  #started: {pool: Pool<StudyApi>; loaded: Promise<void>} | null = null;
  #open = 0;

  constructor(host: StudyHost, signal: AbortSignal) {
    this.#host = host;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#end());
  }

  /**
   * @returns undefined when it was given up
   * @throws Error in words, when it will not be answered
   */
  async ask<Answer>(question: (study: Study) => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#signal.aborted) return undefined;
    const mine = (this.#started ??= this.#start());
    this.#open++;
    try {
      await mine.loaded;
      return await mine.pool.first(question);
    } catch (cause) {
      const isLast = this.#started === mine;
      if (isLast) this.#end();
      if (cause instanceof PoolEnded && cause.message === givenUp) return undefined;
      const {message} = cause as Error;
      throw new Error(`The study of the cell has ended. ${message}`, {cause});
    } finally {
      this.#open--;
    }
  }

  /** What is being worked out is not wanted any more. */
  giveUp() {
    if (this.#open > 0) this.#end();
  }

  #start() {
    const pool = new Pool<StudyApi>(this.#host, 1, () => {
      if (this.#started?.pool === pool) this.#started = null;
    });
    const loaded = pool
      .whileAlive(this.#host.compile())
      .then(module => pool.first(study => study.load(module)));
    return {pool, loaded};
  }

  #end() {
    this.#started?.pool.dispose(new PoolEnded(givenUp));
    this.#started = null;
  }
}

/** Why a pool ended that nobody wanted any more. */
const givenUp = 'It was given up.';
