import {marked, readFromFrame} from './messages.js';

/** @typedef {import('./messages.js').FromFrame} FromFrame */
/** @typedef {import('./messages.js').FromHost} FromHost */
/** @typedef {import('./messages.js').Method} Method */
/** @typedef {Exclude<FromFrame, {type: 'hello' | 'answer' | 'refusal'}>} Told */

/** What each method's answer is; those that are left out answer nothing. @type {Partial<Record<Method, (value: unknown) => boolean>>} */
const answers = {
  getState: value => typeof value === 'object' && value !== null,
  exportWeights: value => value instanceof Uint8Array,
};

/** Errors that a figure's methods raise, by name. @type {Record<string, ErrorConstructor>} */
const errors = {RangeError, TypeError};

/**
 * The host page's end of the talk with a frame. Only that frame, at the demo's own address, is
 * listened to. Calls wait until it says that it listens.
 */
export class FrameLink {
  #frame;
  #origin;
  /** @type {Map<number, {method: Method, resolve: (value: any) => void, reject: (reason: Error) => void}>} */
  #calls = new Map();
  #lastId = 0;
  /** @type {(FromHost)[] | null} until it listens */
  #waiting = [];

  /**
   * @param {HTMLIFrameElement} frame
   * @param {string} origin the demo's
   * @param {{onHello: () => void, onTold: (told: Told) => void, signal: AbortSignal}} options signal:
   *   ends it; calls under way are rejected
   */
  constructor(frame, origin, {onHello, onTold, signal}) {
    this.#frame = frame;
    this.#origin = origin;
    const hear = (/** @type {MessageEvent} */ {source, origin: from, data}) => {
      if (source === null || source !== frame.contentWindow) return;
      // A host that is sandboxed makes its frames so, too: then neither has an origin to go by.
      if (from !== origin && !isSandboxed()) return;
      const message = readFromFrame(data);
      if (message?.type === 'hello') {
        this.#open();
        onHello();
      } else if (message?.type === 'answer' || message?.type === 'refusal') {
        this.#settle(message);
      } else if (message) {
        onTold(message);
      }
    };
    addEventListener('message', hear, {signal});
    signal.addEventListener('abort', () => {
      this.refuseAll('The figure was taken out of the page.');
    });
  }

  /**
   * @param {Method} method
   * @param {unknown[]} args
   * @returns {Promise<any>} as the figure's own
   */
  call(method, args) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#send({type: 'call', id, method, args}); // throws for what cannot be sent
      this.#calls.set(id, {method, resolve, reject});
    });
  }

  /**
   * Presses Play.
   * @param {boolean} focus whether the figure takes the focus
   */
  start(focus) {
    this.#send({type: 'start', focus});
  }

  /**
   * @param {string} key
   * @param {string | null} value
   */
  setAttribute(key, value) {
    this.#send({type: 'attribute', key, value});
  }

  /** @param {string} reason */
  refuseAll(reason) {
    for (const {reject} of this.#calls.values()) reject(new Error(reason));
    this.#calls.clear();
    if (this.#waiting) this.#waiting = [];
  }

  #open() {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const message of waiting) this.#send(message);
  }

  /** @param {FromHost} message */
  #send(message) {
    if (this.#waiting) {
      this.#waiting.push(structuredClone(message));
      return;
    }
    const target = isSandboxed() ? '*' : this.#origin;
    this.#frame.contentWindow?.postMessage(marked(message), target);
  }

  /** @param {Extract<FromFrame, {type: 'answer' | 'refusal'}>} message */
  #settle(message) {
    const call = this.#calls.get(message.id);
    if (!call) return;
    this.#calls.delete(message.id);
    if (message.type === 'refusal') {
      const Kind = Object.hasOwn(errors, message.name) ? errors[message.name] : Error;
      call.reject(new Kind(message.message));
    } else if (answers[call.method]?.(message.value) ?? message.value === undefined) {
      call.resolve(message.value);
    } else {
      call.reject(new TypeError(`${call.method}() was answered with something else.`));
    }
  }
}

/** Whether this page has an origin of its own only. */
function isSandboxed() {
  return self.origin === 'null';
}
