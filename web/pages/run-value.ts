import {formatCount, formatScientific} from '../words/format.ts';
import type {Progress} from '../engine/protocol.ts';

const formats: Record<string, (value: number) => string> = {
  step: formatCount,
  examples: formatCount,
  heldOutLoss: formatScientific,
  weightError: formatScientific,
};

/**
 * A number in the text that comes from a run on this page:
 * `<run-value of="dft" value="weightError">a lot</run-value>`; what it holds is said until there is
 * one. `of`: the figure's model; `value`: a key of Progress.
 */
export class RunValue extends HTMLElement {
  #ended = new AbortController();

  connectedCallback() {
    this.#ended = new AbortController();
    document.addEventListener(
      'progress',
      event => this.#read(event as Event as CustomEvent<Progress>), // the DOM's own of that name do not bubble
      {signal: this.#ended.signal},
    );
  }

  disconnectedCallback() {
    this.#ended.abort();
  }

  #read({target, detail}: CustomEvent<Progress>) {
    if ((target as Element).localName !== `${this.getAttribute('of')}-figure`) return;
    const key = this.getAttribute('value') as keyof Progress;
    if (Number.isFinite(detail[key])) this.textContent = formats[key](detail[key]);
  }
}
