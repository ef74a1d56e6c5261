import {marked, readFromFrame} from './messages.ts';
import type {FromFrame, FromHost, Method} from './messages.ts';

export type Told = Exclude<FromFrame, {type: 'hello' | 'answer' | 'refusal'}>;

/** What each method's answer is; those that are left out answer nothing. */
const answers: Partial<Record<Method, (value: unknown) => boolean>> = {
  getState: value => typeof value === 'object' && value !== null,
  exportWeights: value => value instanceof Uint8Array,
};

/** Errors that a figure's methods raise, by name. */
const errors: Record<string, ErrorConstructor> = {RangeError, TypeError};

/**
 * The host page's end of the talk with a frame. Only that frame, at the demo's own address, is
 * listened to. Calls wait until it says that it listens.
 */
export class FrameLink {
  #frame;
  #origin;
  #calls = new Map<
    number,
    {method: Method; resolve: (value: unknown) => void; reject: (reason: Error) => void}
  >();
  #lastId = 0;
  /** until it listens */
  #waiting: FromHost[] | null = [];

  /**
   * @param origin the demo's
   * @param options signal: ends it; calls under way are rejected
   */
  constructor(
    frame: HTMLIFrameElement,
    origin: string,
    {
      onHello,
      onTold,
      signal,
    }: {onHello: () => void; onTold: (told: Told) => void; signal: AbortSignal},
  ) {
    this.#frame = frame;
    this.#origin = origin;
    const hear = ({source, origin: from, data}: MessageEvent) => {
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

  /** @returns as the figure's own */
  call(method: Method, args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#send({type: 'call', id, method, args}); // throws for what cannot be sent
      this.#calls.set(id, {method, resolve, reject});
    });
  }

  /**
   * Presses Play.
   * @param focus whether the figure takes the focus
   */
  start(focus: boolean) {
    this.#send({type: 'start', focus});
  }

  setAttribute(key: string, value: string | null) {
    this.#send({type: 'attribute', key, value});
  }

  refuseAll(reason: string) {
    for (const {reject} of this.#calls.values()) reject(new Error(reason));
    this.#calls.clear();
    if (this.#waiting) this.#waiting = [];
  }

  #open() {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const message of waiting) this.#send(message);
  }

  #send(message: FromHost) {
    if (this.#waiting) {
      this.#waiting.push(structuredClone(message));
      return;
    }
    const target = isSandboxed() ? '*' : this.#origin;
    this.#frame.contentWindow?.postMessage(marked(message), target);
  }

  #settle(message: Extract<FromFrame, {type: 'answer' | 'refusal'}>) {
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
