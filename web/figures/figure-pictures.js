import {readTheme} from '../views/theme.js';
import {find} from './find.js';
import {addLoss} from './panels/loss.js';
import {PictureLoop} from './picture-loop.js';
import {Stages} from './stages.js';
import {addTable} from './tables.js';
import {watchTheme} from './theme-watch.js';
import {isNear} from './when-near.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../views/theme.js').Theme} Theme */
/** @typedef {import('./figure-kind.js').Readouts} Readouts */

/** Milliseconds that drawn() takes at most: a figure that nobody sees draws nothing. */
const patience = 700;

/**
 * What all figures' pictures have in common: the loss, the theme, and when they are drawn.
 * @template {{theme: Theme, setTheme: (theme: Theme) => void}} Scene what they show
 * @abstract
 */
export class FigurePictures {
  #figure;
  #root;
  /** @type {HTMLElement} */
  #plot;
  #loss;
  /** @type {{update: () => void}[]} */
  #tables = [];

  /**
   * @param {new (theme: Theme) => Scene} Scene
   * @param {HTMLElement} figure whose theme it is
   * @param {ParentNode} root
   * @param {Theme} theme as it is now
   * @param {Run} run
   * @param {Readouts} readouts
   * @param {AbortSignal} signal
   */
  constructor(Scene, figure, root, theme, run, readouts, signal) {
    this.#figure = figure;
    this.#root = root;
    /** @protected */
    this.run = run;
    /** @protected */
    this.readouts = readouts;
    /** @protected */
    this.signal = signal;
    /** @protected */
    this.scene = new Scene(theme);
    /** @protected */
    this.stages = new Stages({onNear: () => this.onNear(), onDrawn: () => this.onDrawn()});
    /** @protected */
    this.loop = new PictureLoop(run, () => this.takePicture(), signal);
    this.#plot = this.element("[data-canvas='loss']");
    this.#loss = addLoss({
      stage: this.#plot,
      readout: readouts.named('loss-cursor'),
      theme,
      signal,
    });
    run.addEventListener('ready', () => void this.#loss.load(), {signal});
    this.addTable('loss', this.#loss, {title: 'Loss as a table', caption: 'Loss by step'});
    watchTheme(figure, signal, theme, () => this.readTheme());
    signal.addEventListener('abort', () => this.stages.dispose());
  }

  /**
   * @protected
   * @returns {Record<string, {describe: () => void}>}
   */
  get panels() {
    return {};
  }

  onStateChange() {
    this.loop.onStateChange();
  }

  /** Resolves when what is near the screen is on it, the plot of the loss too. */
  drawn() {
    return Promise.race([this.#drawAll(), new Promise(resolve => setTimeout(resolve, patience))]);
  }

  onProgress() {
    this.#loss.update(this.run.history, this.run.floor);
  }

  /** @param {boolean} visible nothing is drawn that nobody sees */
  setVisible(visible) {
    this.loop.setVisible(visible);
  }

  readTheme() {
    this.scene.setTheme(readTheme(this.#figure));
    this.#loss.setTheme(this.scene.theme);
    this.stages.invalidate();
  }

  /** @type {import('./take-away.js').Subject['copies']} */
  async copies(pixelRatio) {
    this.stages.allWanted = true;
    await this.loop.afresh().finally(() => (this.stages.allWanted = false));
    return canvas => this.stages.copyOf(canvas, pixelRatio);
  }

  async #drawAll() {
    // Until then nobody knows how large they are, and which are near the screen.
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    await this.loop.afresh();
    await Promise.all([this.stages.drawn(), isNear(this.#plot) && this.#loss.load()]);
  }

  /**
   * Asks the run for what is to be drawn.
   * @protected
   */
  async takePicture() {}

  /**
   * A canvas has come near the screen.
   * @protected
   */
  onNear() {}

  /**
   * All canvases that are near the screen are up to date.
   * @protected
   */
  onDrawn() {}

  /**
   * Labels and tables; not while training, when nobody could follow them.
   * @protected
   */
  describe() {
    for (const panel of [...Object.values(this.panels), this.#loss]) panel.describe();
    for (const table of this.#tables) table.update();
  }

  /**
   * @protected
   * @param {string} name
   * @param {{table: () => import('./tables.js').Table}} panel
   * @param {{title: string, caption: string}} names
   */
  addTable(name, panel, names) {
    /** @type {HTMLDetailsElement} */
    const details = this.element(`[data-table='${name}']`);
    this.#tables.push(addTable(details, () => panel.table(), names, this.signal));
  }

  /**
   * @protected
   * @param {string} name
   * @returns {HTMLCanvasElement}
   */
  canvas(name) {
    return this.element(`[data-canvas='${name}']`);
  }

  /**
   * @protected
   * @template {Element} Kind
   * @param {string} selector
   * @returns {Kind}
   */
  element(selector) {
    return find(this.#root, selector);
  }
}
