import uplotStyle from 'uplot/dist/uPlot.min.css';
import {settingsTable} from '../settings/table.js';
import figureStyle from './dft-figure.css';
import figureMarkup from './dft-figure.html';
import {FigureParts} from './figure-parts.js';

/** @typedef {import('../engine/protocol.js').State} State */
/** @typedef {import('../engine/saved-state.js').SavedState} SavedState */

/**
 * <dft-figure n="128" seed="42">: a linear layer that learns the DFT, with its controls and pictures.
 * Attributes are the settings of settings/table.js. Events: `ready`, `statechange` {state, reason},
 * `progress` (see engine/protocol.js). What stands inside it is shown where scripts do not run.
 */
export class DftFigure extends HTMLElement {
  static observedAttributes = settingsTable.map(({key}) => key);

  #root = this.attachShadow({mode: 'open'});
  /** @type {{parts: FigureParts, ended: AbortController} | null} */
  #connection = null;

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(uplotStyle + figureStyle);
    this.#root.adoptedStyleSheets = [sheet];
    const template = document.createElement('template');
    template.innerHTML = figureMarkup;
    this.#root.replaceChildren(template.content);
    const ended = new AbortController();
    this.#connection = {parts: new FigureParts(this, this.#root, ended.signal), ended};
  }

  disconnectedCallback() {
    this.#connection?.ended.abort();
    this.#connection = null;
  }

  /**
   * @param {string} key
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(key, before, after) {
    if (before !== after) this.#connection?.parts.applyAttribute(key, after);
  }

  /** @returns {State} */
  get state() {
    return this.#connection?.parts.run.state ?? 'idle';
  }

  /** Trains until told otherwise; resolves once training has begun. */
  async play() {
    await this.#run().play();
  }

  /** Stops after the step at hand. */
  async pause() {
    await this.#run().pause();
  }

  /**
   * Trains `count` steps, then pauses; resolves when that is done.
   * @param {number} [count]
   */
  async step(count) {
    await this.#run().step(count);
  }

  /** Back to the start: the same seed, so the same run again. */
  async reset() {
    await this.#run().reset();
  }

  /** Back to the start with another seed. */
  async newSeed() {
    await this.#run().newSeed();
  }

  /** Settings, learning-rate schedule and step: setState() replays them. */
  async getState() {
    return this.#run().getState();
  }

  /** @param {SavedState} state resolves when the run is at its step again */
  async setState(state) {
    await this.#run().setState(state);
  }

  /** Resolves to the bytes of W.npy: float32 (inputs, outputs), so y = x @ W. */
  async exportWeights() {
    return this.#run().exportWeights();
  }

  #run() {
    if (!this.#connection) throw new Error('<dft-figure> is not in a document.');
    return this.#connection.parts.run;
  }
}
