import {Pool, PoolEnded} from '../pool.js';

/** @typedef {import('./worker.js').StudyApi} StudyApi */
/** @typedef {import('comlink').Remote<StudyApi>} Study */

/**
 * What differs between a browser, a frame that may fetch nothing, and Node.
 * @typedef {object} StudyHost
 * @property {() => Worker} startWorker
 * @property {() => Promise<WebAssembly.Module>} compile
 */

/**
 * A worker that studies a cell. It is started when it is first asked. It ends with the signal, and
 * when it is busy with what nobody wants to know any more. After its death the next question starts
 * another one.
 */
export class Studies {
  #host;
  #signal;
  /** @type {{pool: Pool<StudyApi>, loaded: Promise<void>} | null} */
  #started = null;
  #open = 0;

  /**
   * @param {StudyHost} host
   * @param {AbortSignal} signal
   */
  constructor(host, signal) {
    this.#host = host;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#end());
  }

  /**
   * @template Answer
   * @param {(study: Study) => Promise<Answer>} question
   * @returns {Promise<Answer | undefined>} undefined when it was given up
   * @throws {Error} in words, when it will not be answered
   */
  async ask(question) {
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
      const {message} = /** @type {Error} */ (cause);
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
    const pool = /** @type {Pool<StudyApi>} */ (
      new Pool(this.#host, 1, () => {
        if (this.#started?.pool === pool) this.#started = null;
      })
    );
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
