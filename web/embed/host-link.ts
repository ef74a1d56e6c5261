import {marked, readFromHost} from './messages.ts';
import {focusOn, pressPlay} from './start.ts';
import type {Progress, State} from '../engine/protocol.ts';
import type {RunFigure} from '../lab/run-figure.ts';
import type {FromFrame, FromHost} from './messages.ts';

/**
 * The frame's end of the talk with its host page: what the figure tells goes there, what the host
 * asks for is done. Only the host is listened to; whoever it is, it may do what a reader may.
 */
export class HostLink {
  #host;
  #figure;
  #height = 0;

  /**
   * @param figure connected
   * @param content whose height the host is told
   */
  constructor(host: Window, figure: RunFigure, content: Element) {
    this.#host = host;
    this.#figure = figure;
    addEventListener('message', event => {
      if (event.source !== host) return;
      const message = readFromHost(event.data);
      if (message) void this.#carryOut(message);
    });
    figure.addEventListener('ready', () => this.#tell({type: 'ready'}));
    figure.addEventListener('statechange', event => {
      const {state, reason} = (event as CustomEvent<{state: State; reason: string}>).detail;
      this.#tell({type: 'statechange', state, reason, current: figure.state});
    });
    figure.addEventListener('progress', event => {
      this.#tell({type: 'progress', progress: (event as Event as CustomEvent<Progress>).detail});
    });
    new ResizeObserver(() => this.#tellHeight(content)).observe(content);
    this.#tell({type: 'hello'});
  }

  async #carryOut(message: FromHost) {
    const figure = this.#figure;
    switch (message.type) {
      case 'call':
        return this.#answer(message.id, () => {
          const method = figure[message.method] as (...args: unknown[]) => Promise<unknown>;
          return method.apply(figure, message.args);
        });
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

  /** @param id of the call */
  async #answer(id: number, call: () => Promise<unknown>) {
    try {
      const value = await call();
      const spare = value instanceof Uint8Array ? [value.buffer] : [];
      this.#tell({type: 'answer', id, value}, spare);
    } catch (error) {
      const {name, message} = error instanceof Error ? error : new Error(String(error));
      this.#tell({type: 'refusal', id, name, message});
    }
  }

  #tellHeight(content: Element) {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height === this.#height) return;
    this.#height = height;
    this.#tell({type: 'height', height});
  }

  /** Nothing that is told is secret, and the host may be anyone. */
  #tell(message: FromFrame, transfer: Transferable[] = []) {
    this.#host.postMessage(marked(message), '*', transfer);
  }
}
