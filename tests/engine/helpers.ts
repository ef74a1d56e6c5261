import {createHash} from 'node:crypto';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Run} from '../../web/engine/run.ts';
import type {Host} from '../../web/engine/pool.ts';
import type {TestContext} from 'node:test';

type Watched = {worker: Worker; ended: boolean; calls: string[]};
type StateChange = CustomEvent<{state: string; reason: string}>;
/** As a worker's postMessage has it. */
export type Transfer = Transferable[] | StructuredSerializeOptions;
/** of comlink */
export type Call = {path?: string[]; argumentList?: {value: unknown}[]};

/** A rate so small that nothing converges while a test looks on. */
export const endless = {optimizer: 'sgd', lr: 1e-3, speed: 'max'};

/** A run whose workers are ended with the test. */
export function createRun(
  t: TestContext,
  settings?: Partial<Record<string, unknown>>,
  host: Host = nodeHost(),
) {
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
  const workers: Worker[] = [];
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
 * @param onCall may change the message, lose it, hold it until a promise is fulfilled, or throw in its
 *   place
 */
export function watchedHost(
  onCall: (
    call: string,
    message: Call,
    index: number,
  ) => 'lost' | Promise<unknown> | void = () => {},
) {
  const host = nodeHost();
  const workers: Watched[] = [];
  return {
    ...host,
    workers,
    get left() {
      return workers.filter(({ended}) => !ended).length;
    },
    startWorker() {
      const worker = host.startWorker();
      const watched = {worker, ended: false, calls: [] as string[]};
      const {postMessage, terminate} = worker;
      worker.postMessage = (message: Call, transfer?: Transfer) => {
        const call = message.path?.at(-1) ?? '';
        watched.calls.push(call);
        const send = () =>
          postMessage.call(worker, message, transfer as StructuredSerializeOptions);
        const told = onCall(call, message, workers.indexOf(watched));
        if (told instanceof Promise) void told.then(send);
        else if (told !== 'lost') send();
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

/** The names of the run's events from now on; of statechange, the state. */
export function recordEvents(run: Run) {
  const events: string[] = [];
  run.addEventListener('statechange', event => {
    events.push((event as StateChange).detail.state);
  });
  for (const type of ['ready', 'progress']) {
    run.addEventListener(type, () => events.push(`(${type})`));
  }
  return events;
}

/** Resolves when the run enters one of the states. */
export function entered(run: Run, ...states: string[]): Promise<{state: string; reason: string}> {
  return new Promise(resolve => {
    const seen = (event: Event) => {
      const {detail} = event as StateChange;
      if (!states.includes(detail.state)) return;
      run.removeEventListener('statechange', seen);
      resolve(detail);
    };
    run.addEventListener('statechange', seen);
  });
}

/** SHA-256 of W.npy. */
export async function digest(run: Run) {
  return createHash('sha256')
    .update(await run.exportWeights())
    .digest('hex');
}
