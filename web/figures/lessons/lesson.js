import {readTheme} from '../../views/theme.js';
import {find} from '../find.js';
import {PictureLoop} from '../picture-loop.js';
import {stateNames} from '../readouts.js';
import {addShortcuts} from '../shortcuts.js';
import {Stages} from '../stages.js';
import {addTable} from '../tables.js';
import {watchTheme} from '../theme-watch.js';
import {watchVisibility} from '../visibility.js';
import {addCurves} from './curves.js';

/** @typedef {import('../../engine/protocol.js').State} State */
/** @typedef {import('./curves.js').PlotContent} PlotContent */

/**
 * What a lesson does while it plays. Events: `statechange`, and `progress` when there is something
 * new to show though the state is the same.
 * @typedef {EventTarget & {
 *   readonly state: State,
 *   readonly reason: string,
 *   readonly isDone: boolean,
 *   play: () => Promise<void>,
 *   resume: () => Promise<void>,
 *   pause: () => Promise<void>,
 *   reset: () => Promise<void>,
 *   newSeed: () => Promise<void>,
 *   comeNear: () => Promise<void>,
 *   release: () => Promise<void>,
 *   dispose: () => Promise<void>,
 * }} Work isDone: whether it has come to its end, so that play() begins again; comeNear: what is
 *   done as soon as it is seen; release: ends the workers of what is not begun, or done
 */

/** Work with its controls and pictures. @abstract */
export class Lesson {
  #figure;
  #root;
  #loop;
  /** @type {{describe: () => void}[]} */
  #plots = [];
  /** @type {{update: () => void}[]} */
  #tables = [];
  #visible = false;
  #pausedUnseen = false;

  /**
   * @param {HTMLElement} figure
   * @param {ParentNode} root with its markup
   * @param {AbortSignal} signal
   * @param {import('../../views/theme.js').Theme} theme as it is now
   * @param {Work} work
   */
  constructor(figure, root, signal, theme, work) {
    this.#figure = figure;
    this.#root = root;
    this.work = work;
    /** @protected */
    this.signal = signal;
    /** @protected */
    this.theme = theme;
    /** @protected */
    this.stages = new Stages();
    this.#loop = new PictureLoop(work, () => this.#takePicture(), signal);
    const playOrPause = () =>
      void this.carryOut(work.state === 'running' ? work.pause() : work.play());
    /** @type {Record<string, () => unknown>} */
    const actions = {
      play: playOrPause,
      reset: () => this.carryOut(work.reset()),
      'new-seed': () => this.carryOut(work.newSeed()),
    };
    root.addEventListener(
      'click',
      ({target}) => {
        const button = /** @type {HTMLElement} */ (target).closest('button');
        const action = button?.dataset.action ?? '';
        (actions[action] ?? this.actions[action])?.();
      },
      {signal},
    );
    addShortcuts(root, signal, {playOrPause, reset: () => void this.carryOut(work.reset())});
    work.addEventListener('statechange', () => this.#onStateChange(), {signal});
    work.addEventListener('progress', () => this.#onProgress(), {signal});
    watchVisibility(figure, signal, visible => this.#onVisibility(visible));
    watchTheme(figure, signal, theme, () => {
      this.theme = readTheme(figure);
      this.stages.invalidate();
    });
    signal.addEventListener('abort', () => {
      this.stages.dispose();
      void work.dispose();
    });
  }

  /**
   * What its own buttons do.
   * @protected
   * @returns {Record<string, () => unknown>}
   */
  get actions() {
    return {};
  }

  /**
   * Writes its readouts.
   * @protected
   */
  show() {}

  /**
   * Asks for what is to be drawn.
   * @protected
   */
  async takePicture() {}

  /**
   * @protected
   * @param {Promise<unknown>} command what it is refused for is shown
   */
  async carryOut(command) {
    try {
      await command;
    } catch (error) {
      this.showMessage(error instanceof Error ? error.message : String(error));
    }
    await this.#loop.afresh();
  }

  /**
   * A plot in the panel of that name.
   * @protected
   * @param {string} name
   * @param {PlotContent} content
   * @param {{title: string, caption: string}} names of its table
   */
  addPlot(name, content, names) {
    const within = (/** @type {string} */ part) => this.element(`[data-plot='${name}'] ${part}`);
    const {stages, signal} = this;
    const plot = addCurves({
      ...content,
      stages,
      signal,
      canvas: /** @type {HTMLCanvasElement} */ (within('canvas')),
      readout: /** @type {HTMLElement} */ (within('.readout')),
      theme: () => this.theme,
    });
    plot.describe();
    this.#plots.push(plot);
    const details = /** @type {HTMLDetailsElement} */ (within('details'));
    this.#tables.push(addTable(details, content.table, names, signal));
  }

  /**
   * @protected
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    const readout = this.element(`[data-readout='${name}']`);
    if (readout.textContent !== text) readout.textContent = text;
  }

  /**
   * @protected
   * @param {string} text empty: none
   */
  showMessage(text) {
    this.element("[data-part='message']").toggleAttribute('hidden', text === '');
    this.write('message', text);
  }

  /**
   * Labels and tables; not while it plays, when nobody could follow them.
   * @protected
   */
  describe() {
    for (const each of this.#plots) each.describe();
    for (const table of this.#tables) table.update();
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

  #onStateChange() {
    const {state, reason, isDone} = this.work;
    /** @type {HTMLElement} */
    const chip = this.element('[data-state]');
    const name = isDone && state !== 'running' ? 'Done' : stateNames[state];
    chip.dataset.state = state;
    this.write('state', name);
    this.write('announcement', state === 'error' ? `${name}. ${reason}` : name);
    this.showMessage(state === 'error' ? reason : '');
    this.element("[data-action='play']").textContent = state === 'running' ? 'Pause' : 'Play';
    if (state !== 'paused') this.#pausedUnseen = false;
    if (state === 'running' && !this.#visible) this.#pauseUnseen(); // it was left on its way there
    this.#loop.onStateChange();
    this.#figure.dispatchEvent(
      new CustomEvent('statechange', {detail: {state, reason}, bubbles: true, composed: true}),
    );
  }

  #onProgress() {
    if (this.work.state !== 'running') void this.#loop.afresh();
  }

  async #takePicture() {
    await this.takePicture();
    if (this.signal.aborted) return;
    this.show();
    this.stages.invalidate();
    if (this.work.state !== 'running') this.describe();
  }

  /** @param {boolean} visible */
  #onVisibility(visible) {
    const {work} = this;
    this.#visible = visible;
    this.#loop.setVisible(visible);
    if (visible) {
      void (this.#pausedUnseen ? work.resume() : work.comeNear());
      this.#pausedUnseen = false;
    } else if (work.state === 'running') {
      this.#pauseUnseen();
    } else {
      void work.release(); // its memory is another figure's
    }
  }

  #pauseUnseen() {
    this.#pausedUnseen = true;
    void this.work.pause();
  }
}
