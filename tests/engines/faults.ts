import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {useEngine} from './tab.ts';
import type {TestContext} from 'node:test';

type Page = Awaited<ReturnType<ReturnType<typeof useEngine>>>;

const dft = 'dft-figure';

/** Steps of about a tenth of a second, so that what happens while it trains is in the middle of one. */
const query = '?n=256&batch=1024&optimizer=sgd&lr=0.0001&speed=max';

const died = /Worker 1 of 1 died, perhaps for want of memory/;
const lost = /A message to or from the training code was lost/;
const notStarted =
  /The training code could not be started: it takes \d+ MB of memory, and there is not so/;
const noMemory = /There was not enough memory for this: the work could not be finished/;

/** What `watchWorkers` leaves in the page. */
type Watched = typeof window & {
  /** when the fault began, and when it was told */
  times: {begun: number; told: number};
  /** begun last */
  worker: Worker;
  /** the fault that the next worker has from its start; empty: none */
  first: string;
  /** whether nothing can be sent to workers */
  isMute: boolean;
};

/** What happens to a worker that trains. */
const whileTraining: [fault: string, reason: RegExp][] = [
  ['abort', noMemory],
  ['cannot be asked', lost],
  ['cannot answer', died],
  ['answers what cannot be sent', lost],
  ['fails', died],
  ['ends', died],
];

/**
 * Each ends in the state `error` with its reason and leaves no worker; Reset and training work then.
 */
export function testFaults(open: ReturnType<typeof useEngine>) {
  test('a worker that fails or dies, at whatever it does, is told of and can be done without', async t => {
    const page = await open(t, {query, take: watchWorkers, inWorkers: breakOnDemand});
    await page.come(dft); // its first worker has no memory for the core
    await isTold(page, t, 'no memory', notStarted);
    await beginsWith(page, 'ends at its start');
    await isTold(page, t, 'ends at its start', died);
    await beginsWith(page, '');
    for (const [fault, reason] of whileTraining) {
      await page.call(dft, 'play');
      await page.inState(dft, 'running');
      await page.evaluate(suffer, fault);
      await isTold(page, t, fault, reason);
      await beginsWith(page, '');
    }
    await page.evaluate(suffer, 'ends'); // while nobody asks it anything
    await isTold(page, t, 'ends while idle', died);
    await beginsWith(page, '');
    await page.call(dft, 'step', 2);
    assert.equal((await page.call(dft, 'getState')).step, 2);
  });
}

/** Waits until the figure is in the state `error`, says why, and no worker is left. */
async function isTold(page: Page, t: TestContext, what: string, reason: RegExp) {
  await page.inState(dft, 'error');
  await page.shows(dft, '[role=group]', reason);
  await page.until(workersLeft, 0);
  const {told, begun} = await page.evaluate(() => (window as Watched).times);
  t.diagnostic(`${what}: told after ${Math.round(told - begun)} ms`);
}

/** Resets the figure, whose new worker has a fault from its start; empty: it has none. */
async function beginsWith(page: Page, fault: string) {
  await page.evaluate(first => void Object.assign(window, {first, isMute: false}), fault);
  await page.click(dft, '[data-action=reset]');
  if (fault) return;
  await page.inState(dft, 'idle');
  assert.ok(await page.evaluate(workersLeft, 1));
}

// What follows runs in the page.

/** Whether so many live: each holds a lock of its own, which no other can have. */
async function workersLeft(count: number) {
  const {held = []} = await navigator.locks.query();
  return held.length === count;
}

/** Has the first worker fail at its start, and notes when it is told. */
function watchWorkers() {
  const page = window as Watched;
  const times = {begun: 0, told: 0};
  Object.assign(page, {times, worker: null, first: 'no memory', isMute: false});
  window.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      page.worker = this;
      times.begun = performance.now();
      if (page.first) super.postMessage({fault: page.first});
    }

    postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions) {
      if (page.isMute) throw new DOMException('() => {} could not be cloned.', 'DataCloneError');
      super.postMessage(message, transfer as Transferable[]);
    }
  };
  document.addEventListener('statechange', event => {
    const {state} = (event as CustomEvent<{state: string}>).detail;
    if (state === 'error') times.told = performance.now();
  });
}

/** @param fault of the worker that there is */
function suffer(fault: string) {
  const page = window as Watched;
  page.times.begun = performance.now();
  if (fault === 'cannot be asked') {
    page.isMute = true;
  } else if (fault === 'abort') {
    // As comlink would: twice as many bytes as the core's memory may have.
    const values = ['violin-a4', 2 ** 30, 0].map(value => ({type: 'RAW', value}));
    page.worker.postMessage({id: 'nobody’s', type: 'APPLY', path: ['audio'], argumentList: values});
  } else {
    page.worker.postMessage({fault});
  }
}

// What follows runs in the worker.

/** Does to the worker what a message asks for. */
function breakOnDemand() {
  const send = self.postMessage.bind(self);
  const faults: Record<string, () => void> = {
    'no memory'() {
      const refusal = new RangeError('WebAssembly.Memory(): could not allocate memory');
      Object.assign(WebAssembly, {instantiate: () => Promise.reject(refusal)});
    },
    'ends at its start'() {
      const end = () => {
        self.close();
        return new Promise(() => {});
      };
      Object.assign(WebAssembly, {instantiate: end});
    },
    'cannot answer'() {
      self.postMessage = () => {
        throw new DOMException('Data cannot be cloned, out of memory.', 'DataCloneError');
      };
    },
    'answers what cannot be sent'() {
      self.postMessage = () => {
        self.postMessage = send;
        throw new DOMException('() => {} could not be cloned.', 'DataCloneError');
      };
    },
    fails() {
      throw new Error('as a script does');
    },
    ends: () => self.close(),
  };
  addEventListener('message', event => {
    const {fault} = event.data;
    if (!fault) return;
    event.stopImmediatePropagation();
    faults[fault]();
  });
}
