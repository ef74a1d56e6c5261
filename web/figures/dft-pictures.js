import {formatCount} from '../views/format.js';
import {readTheme} from '../views/theme.js';
import {addHeatmap} from './panels/heatmap.js';
import {addHelix, helixViews} from './panels/helix.js';
import {addLoss} from './panels/loss.js';
import {addRows} from './panels/rows.js';
import {addSignal} from './panels/signal.js';
import {addSpectrum} from './panels/spectrum.js';
import {PictureLoop} from './picture-loop.js';
import {Scene} from './scene.js';
import {Stages} from './stages.js';
import {addTable} from './tables.js';
import {watchTheme} from './theme-watch.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('./figure-kind.js').Pictures} Pictures */
/** @typedef {ReturnType<typeof import('./readouts.js').addReadouts>} Readouts */

/** Whole cycles: the true spectrum is then two lines on nothing, and the network's noise shows. */
const firstFrequency = 10;
const firstBin = 5;

/**
 * What the DFT's figure draws: takes snapshots of its run, and has the panels draw them.
 * @implements {Pictures}
 */
export class DftPictures {
  #figure;
  #root;
  #run;
  #readouts;
  #signal;
  #scene;
  #stages = new Stages();
  #panels;
  #tables;
  #loop;

  #signalName = '';
  #frequency = firstFrequency;

  /**
   * @param {Element} figure whose theme it is
   * @param {ParentNode} root
   * @param {Run} run
   * @param {Readouts} readouts
   * @param {AbortSignal} signal
   */
  constructor(figure, root, run, readouts, signal) {
    this.#figure = figure;
    this.#root = root;
    this.#run = run;
    this.#readouts = readouts;
    this.#signal = signal;
    this.#loop = new PictureLoop(run, () => this.#takePicture(), signal);
    this.#scene = new Scene(readTheme(figure));
    this.#scene.n = run.settings.n;
    this.#panels = this.#addPanels();
    this.#tables = [
      this.#addTable('loss', 'Loss by step'),
      this.#addTable('rows', 'Weights of the selected bin by sample'),
      this.#addTable('spectrum', 'Magnitude by bin'),
    ];
    this.#slider('bin').addEventListener(
      'input',
      () => this.selectBin(Number(this.#slider('bin').value)),
      {signal},
    );
    this.#slider('frequency').addEventListener(
      'input',
      () => {
        this.#frequency = Number(this.#slider('frequency').value);
        void this.#makeSignal();
      },
      {signal},
    );
    this.#scene.selectBin(firstBin);
    this.#fitSliders();
    watchTheme(figure, signal, () => this.readTheme());
    signal.addEventListener('abort', () => this.#stages.dispose());
  }

  /** There are weights, perhaps of another size than before. */
  async onReady() {
    const {n} = this.#run.settings;
    if (this.#scene.n !== n) this.#scene.clear(n);
    this.#fitSliders();
    await this.#makeSignal();
  }

  #fitSliders() {
    const {n} = this.#scene;
    this.#frequency = Math.min(this.#frequency, n / 2);
    this.#slider('bin').max = String(n - 1);
    this.#slider('frequency').max = String(n / 2);
    this.selectBin(this.#scene.bin);
  }

  onStateChange() {
    this.#loop.onStateChange();
  }

  onProgress() {
    this.#panels.loss.update(this.#run.history, this.#run.floor);
  }

  /** @param {boolean} visible nothing is drawn that nobody sees */
  setVisible(visible) {
    this.#loop.setVisible(visible);
  }

  /** @param {string} name of the test signal, or drawn */
  setSignal(name) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    this.#element("[data-part='frequency']").toggleAttribute('hidden', name !== 'sine');
    void this.#makeSignal();
  }

  readTheme() {
    this.#scene.setTheme(readTheme(this.#figure));
    this.#panels.loss.setTheme(this.#scene.theme);
    this.#stages.invalidate();
  }

  /** What the figure's own buttons do. */
  get actions() {
    const {helix} = this.#panels;
    return {
      'view-side': () => helix.turnTo(helixViews.side),
      'view-end': () => helix.turnTo(helixViews.end),
      'view-helix': () => helix.turnTo(helixViews.helix),
    };
  }

  describeWeights() {
    const {n} = this.#run.settings;
    return `${formatCount(4 * n * n)}, ${2 * n} × ${2 * n}`;
  }

  /** @param {number} bin */
  selectBin(bin) {
    this.#scene.selectBin(bin);
    const text = String(this.#scene.bin);
    this.#slider('bin').value = text;
    for (const name of ['bin', 'bin-spiral', 'bin-rows']) this.#readouts.write(name, text);
    this.#stages.invalidate();
    this.#describe();
  }

  async #takePicture() {
    const {signal} = this.#scene;
    const snapshot = await this.#run.network?.snapshot(signal ?? undefined);
    const {n} = this.#run.settings;
    if (!snapshot || snapshot.weights.length !== 4 * n * n || this.#signal.aborted) return;
    this.#scene.setWeights(snapshot.weights);
    this.#scene.learned = snapshot.prediction;
    this.#scene.reference = snapshot.reference;
    this.#stages.invalidate();
    this.#readouts.showProgress(this.#run);
    if (this.#run.state !== 'running') this.#describe();
  }

  async #makeSignal() {
    const {n, seed} = this.#run.settings;
    const name = this.#signalName;
    this.#readouts.write('frequency', `${this.#frequency} cycles`);
    this.#slider('frequency').value = String(this.#frequency);
    const made =
      name === 'drawn'
        ? (this.#scene.signal ?? new Float32Array(2 * n)).fill(0, n) // the pen draws a real signal
        : await this.#run.network?.signal(name, {n, bin: this.#frequency, phase: 0, seed});
    if (!made || made.length !== 2 * n || name !== this.#signalName) return;
    this.#scene.signal = made;
    await this.#loop.afresh();
  }

  /** Labels and tables; not while training, when nobody could follow them. */
  #describe() {
    for (const panel of Object.values(this.#panels)) panel.describe();
    for (const table of this.#tables) table.update();
  }

  #addPanels() {
    const [scene, stages, signal] = [this.#scene, this.#stages, this.#signal];
    const {named} = this.#readouts;
    /**
     * @param {string} name
     * @returns {HTMLCanvasElement}
     */
    const canvas = name => this.#element(`[data-canvas='${name}']`);
    const selectBin = (/** @type {number} */ bin) => this.selectBin(bin);
    return {
      heatmap: addHeatmap({
        scene,
        stages,
        canvas: canvas('heatmap'),
        legend: canvas('legend'),
        readout: named('heatmap'),
        signal,
        selectBin,
      }),
      helix: addHelix({scene, stages, canvas: canvas('helix'), signal}),
      rows: addRows({scene, stages, canvas: canvas('rows'), readout: named('rows-cursor'), signal}),
      signal: addSignal({
        scene,
        stages,
        canvas: canvas('signal'),
        signal,
        drawable: () => this.#signalName === 'drawn',
        onDrawn: () => void this.#loop.now(),
      }),
      spectrum: addSpectrum({
        scene,
        stages,
        canvas: canvas('spectrum'),
        readout: named('spectrum-cursor'),
        scale: this.#element("[data-part='scale']"),
        signal,
        selectBin,
      }),
      loss: addLoss({
        stage: this.#element("[data-canvas='loss']"),
        readout: named('loss-cursor'),
        theme: scene.theme,
        signal,
      }),
    };
  }

  /**
   * @param {'loss' | 'rows' | 'spectrum'} name
   * @param {string} caption
   */
  #addTable(name, caption) {
    /** @type {HTMLDetailsElement} */
    const details = this.#element(`[data-table='${name}']`);
    return addTable(details, () => this.#panels[name].table(), caption, this.#signal);
  }

  /**
   * @param {'bin' | 'frequency'} name
   * @returns {HTMLInputElement}
   */
  #slider(name) {
    return this.#element(`[data-part='${name}-slider']`);
  }

  /**
   * @template {Element} Kind
   * @param {string} selector
   * @returns {Kind}
   */
  #element(selector) {
    return /** @type {Kind} */ (this.#root.querySelector(selector));
  }
}
