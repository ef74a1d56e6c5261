import {marked, readFromHost} from './messages.js';
import {focusOn, pressPlay} from './start.js';

/** @typedef {import('../figures/run-figure.js').RunFigure} RunFigure */
/** @typedef {import('./messages.js').FromFrame} FromFrame */
/** @typedef {import('./messages.js').FromHost} FromHost */

/**
 * The frame's end of the talk with its host page: what the figure tells goes there, what the host
 * asks for is done. Only the host is listened to; whoever it is, it may do what a reader may.
 */
export class HostLink {
  #host;
  #figure;
  #height = 0;

  /**
   * @param {Window} host
   * @param {RunFigure} figure connected
   * @param {Element} content whose height the host is told
   */
  constructor(host, figure, content) {
    this.#host = host;
    this.#figure = figure;
    addEventListener('message', event => {
      if (event.source !== host) return;
      const message = readFromHost(event.data);
      if (message) void this.#carryOut(message);
    });
    figure.addEventListener('ready', () => this.#tell({type: 'ready'}));
    figure.addEventListener('statechange', event => {
      const {state, reason} = /** @type {CustomEvent} */ (event).detail;
      this.#tell({type: 'statechange', state, reason, current: figure.state});
    });
    figure.addEventListener('progress', event => {
      this.#tell({type: 'progress', progress: /** @type {any} */ (event).detail});
    });
    new ResizeObserver(() => this.#tellHeight(content)).observe(content);
    this.#tell({type: 'hello'});
  }

  /** @param {FromHost} message */
  async #carryOut(message) {
    const figure = this.#figure;
    switch (message.type) {
      case 'call':
        return this.#answer(message.id, () =>
          /** @type {any} */ (figure)[message.method](...message.args),
        );
      case 'attribute':
        if (message.key === 'autoplay') return; // it is the host's to start
        if (message.value === null) figure.removeAttribute(message.key);
        else figure.setAttribute(message.key, message.value);
        return;
      case 'start':
        if (message.focus) focusOn(figure);
        return pressPlay(figure);
    }
  }

  /**
   * @param {number} id of the call
   * @param {() => Promise<unknown>} call
   */
  async #answer(id, call) {
    try {
      const value = await call();
      const spare = value instanceof Uint8Array ? [value.buffer] : [];
      this.#tell({type: 'answer', id, value}, spare);
    } catch (error) {
      const {name, message} = error instanceof Error ? error : new Error(String(error));
      this.#tell({type: 'refusal', id, name, message});
    }
  }

  /** @param {Element} content */
  #tellHeight(content) {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height === this.#height) return;
    this.#height = height;
    this.#tell({type: 'height', height});
  }

  /**
   * Nothing that is told is secret, and the host may be anyone.
   * @param {FromFrame} message
   * @param {Transferable[]} [transfer]
   */
  #tell(message, transfer = []) {
    this.#host.postMessage(marked(message), '*', transfer);
  }
}
