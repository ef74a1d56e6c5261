import {settingsTable} from '../settings/table.js';
import {FigureElement, fragment} from './figure-element.js';
import {FigureParts} from './figure-parts.js';
import frameMarkup from './figure-frame.html';

/** @typedef {import('../engine/protocol.js').State} State */
/** @typedef {import('../engine/saved-state.js').SavedState} SavedState */
/** @typedef {import('./figure-kind.js').FigureKind} FigureKind */
/** @typedef {import('../engine/run.js').Run} Run */

/**
 * What a training run is and has come to.
 * @typedef {Readonly<Pick<Run, 'settings' | 'progress' | 'history' | 'seconds' | 'plannedWorkers'>>} Account
 */

/**
 * A figure that shows a training run, with its controls. Attributes are the settings of
 * settings/table.js. Events: `ready`, `statechange` {state, reason}, `progress` (see
 * engine/protocol.js).
 * @extends {FigureElement<FigureParts>}
 */
export class RunFigure extends FigureElement {
  static observedAttributes = settingsTable.map(({key}) => key);

  /** @param {FigureKind} kind */
  constructor(kind) {
    super({
      style: kind.style,
      markup: () => markupOf(kind),
      create: (figure, root, signal, theme) => new FigureParts(figure, root, kind, theme, signal),
    });
  }

  /**
   * @param {string} key
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(key, before, after) {
    if (before !== after) this.keptParts?.applyAttribute(key, after);
  }

  /** @returns {State} */
  get state() {
    return this.parts?.run.state ?? 'idle';
  }

  /** @returns {Account | null} for others to compare with; null outside a document */
  get account() {
    const run = this.parts?.run;
    if (!run) return null;
    const {settings, progress, history, seconds, plannedWorkers} = run;
    return {settings, progress, history, seconds, plannedWorkers};
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

  /** Settings, learning-rate schedule and step, after all that it was told: setState() replays them. */
  async getState() {
    const run = this.#run();
    await run.obeyed();
    return run.getState();
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
    if (!this.parts) throw new Error('This figure is not in a document.');
    return this.parts.run;
  }
}

/** @param {FigureKind} kind */
function markupOf({label, markup}) {
  const frame = fragment(frameMarkup);
  frame.querySelector('.figure')?.setAttribute('aria-label', label);
  const settings = frame.querySelector("[data-part='settings']");
  const body = frame.querySelector('.body');
  for (const panel of [...fragment(markup).children]) {
    const {place} = /** @type {HTMLElement} */ (panel).dataset;
    if (place === 'first') settings?.before(panel);
    else if (place === 'settings') settings?.append(panel);
    else body?.append(panel);
  }
  return frame;
}
