import {formatCount, formatScientific} from '../views/format.js';

/** @typedef {import('../engine/protocol.js').Progress} Progress */

/** @type {Record<string, (value: number) => string>} */
const formats = {
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
      event => this.#read(/** @type {any} */ (event)), // the DOM's own of that name do not bubble
      {signal: this.#ended.signal},
    );
  }

  disconnectedCallback() {
    this.#ended.abort();
  }

  /** @param {CustomEvent<Progress>} event */
  #read({target, detail}) {
    if (/** @type {Element} */ (target).localName !== `${this.getAttribute('of')}-figure`) return;
    const key = /** @type {keyof Progress} */ (this.getAttribute('value'));
    if (Number.isFinite(detail[key])) this.textContent = formats[key](detail[key]);
  }
}
