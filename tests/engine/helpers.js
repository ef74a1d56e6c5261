import {createHash} from 'node:crypto';
import {nodeHost} from '../../web/engine/node-host.js';
import {Run} from '../../web/engine/run.js';

/** @typedef {import('../../web/engine/pool.js').Host} Host */
/** @typedef {import('node:test').TestContext} TestContext */
/** @typedef {{worker: Worker, ended: boolean, calls: string[]}} Watched */
/** @typedef {{path?: string[], argumentList?: {value: any}[]}} Call of comlink */

/** A rate so small that nothing converges while a test looks on. */
export const endless = {optimizer: 'sgd', lr: 1e-3, speed: 'max'};

/**
 * A run whose workers are ended with the test.
 * @param {TestContext} t
 * @param {Partial<Record<string, unknown>>} [settings]
 * @param {Host} [host]
 */
export function createRun(t, settings, host = nodeHost()) {
  const ofDft = settings?.model === undefined ? {n: 8} : {};
  const run = new Run(host, {
    ...ofDft,
    seed: 7,
    optimizer: 'lms',
    batch: 16,
    speed: 'max',
    kernel: 'simd128', // as the core's tests do
    ...settings,
  });
  t.after(() => run.dispose());
  return run;
}

/** A host that remembers its workers, so that a test can end one of them. */
export function observedHost() {
  const host = nodeHost();
  /** @type {Worker[]} */
  const workers = [];
  return {
    ...host,
    workers,
    startWorker() {
      const worker = host.startWorker();
      workers.push(worker);
      return worker;
    },
  };
}

/**
 * A host that watches its workers: what they are asked, and whether they were ended.
 * @param {(call: string, message: Call, index: number) => 'lost' | void} [onCall] may change the
 *   message, lose it or throw in its place
 */
export function watchedHost(onCall = () => {}) {
  const host = nodeHost();
  /** @type {Watched[]} */
  const workers = [];
  return {
    ...host,
    workers,
    get left() {
      return workers.filter(({ended}) => !ended).length;
    },
    startWorker() {
      const worker = host.startWorker();
      const watched = {worker, ended: false, calls: /** @type {string[]} */ ([])};
      const {postMessage, terminate} = worker;
      worker.postMessage = (/** @type {Call} */ message, /** @type {any} */ transfer) => {
        const call = message.path?.at(-1) ?? '';
        watched.calls.push(call);
        const isLost = onCall(call, message, workers.indexOf(watched)) === 'lost';
        if (!isLost) postMessage.call(worker, message, transfer);
      };
      worker.terminate = () => {
        watched.ended = true;
        terminate.call(worker);
      };
      workers.push(watched);
      return worker;
    },
  };
}

/**
 * The names of the run's events from now on; of statechange, the state.
 * @param {Run} run
 */
export function recordEvents(run) {
  /** @type {string[]} */
  const events = [];
  run.addEventListener('statechange', event => {
    events.push(/** @type {CustomEvent} */ (event).detail.state);
  });
  for (const type of ['ready', 'progress']) {
    run.addEventListener(type, () => events.push(`(${type})`));
  }
  return events;
}

/**
 * Resolves when the run enters one of the states.
 * @param {Run} run
 * @param {string[]} states
 * @returns {Promise<{state: string, reason: string}>}
 */
export function entered(run, ...states) {
  return new Promise(resolve => {
    const seen = (/** @type {Event} */ event) => {
      const {detail} = /** @type {CustomEvent} */ (event);
      if (!states.includes(detail.state)) return;
      run.removeEventListener('statechange', seen);
      resolve(detail);
    };
    run.addEventListener('statechange', seen);
  });
}

/**
 * SHA-256 of W.npy.
 * @param {Run} run
 */
export async function digest(run) {
  return createHash('sha256')
    .update(await run.exportWeights())
    .digest('hex');
}
