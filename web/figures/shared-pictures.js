import {formatCount} from '../views/format.js';
import {POST_AXES, binCount, sampleCount} from '../views/stft-axes.js';
import {readTheme} from '../views/theme.js';
import {addComparison} from './panels/comparison.js';
import {addLoss} from './panels/loss.js';
import {addMap} from './panels/map.js';
import {addSideBySide} from './panels/side-by-side.js';
import {addWaveform} from './panels/waveform.js';
import {addWindowedRows} from './panels/windowed-rows.js';
import {PictureLoop} from './picture-loop.js';
import {SharedScene} from './shared-scene.js';
import {spectrogramNetwork} from './spectrogram-network.js';
import {Stages} from './stages.js';
import {addTable} from './tables.js';
import {watchTheme} from './theme-watch.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../views/spectrogram.js').Pixel} Pixel */
/** @typedef {import('./figure-kind.js').Pictures} Pictures */
/** @typedef {import('./figure-kind.js').Readouts} Readouts */

const inputs = POST_AXES.nperseg;
const outputs = 2 * binCount(POST_AXES);

/**
 * What the shared map's figure draws: the real test, the map, the waves in it, the loss, and what it
 * took beside what the whole network takes.
 * @implements {Pictures}
 */
export class SharedPictures {
  #figure;
  #root;
  #run;
  #network;
  #readouts;
  #signal;
  #scene;
  #stages = new Stages({onDrawn: () => this.#describe()});
  #loop;
  #panels;
  #sideBySide;
  #lossTable;
  #signalName = '';

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
    this.#network = spectrogramNetwork(run);
    this.#readouts = readouts;
    this.#signal = signal;
    this.#loop = new PictureLoop(run, () => this.#takePicture(), signal);
    this.#scene = new SharedScene(readTheme(figure));
    this.#panels = this.#addPanels();
    /** @type {HTMLTableElement} */
    const table = this.#element("[data-part='side-by-side']");
    this.#sideBySide = addSideBySide({table, account: run, signal});
    /** @type {HTMLDetailsElement} */
    const details = this.#element("[data-table='loss']");
    this.#lossTable = addTable(details, () => this.#panels.loss.table(), 'Loss by step', signal);
    this.#listen();
    this.#choose(this.#scene);
  }

  async onReady() {
    this.#scene.clear();
    await this.#makeSignal();
  }

  onStateChange() {
    this.#loop.onStateChange();
    this.#sideBySide.update();
  }

  onProgress() {
    this.#panels.loss.update(this.#run.history, this.#run.floor);
    this.#sideBySide.update();
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.#loop.setVisible(visible);
  }

  /** @param {string} name */
  setSignal(name) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    void this.#makeSignal();
  }

  readTheme() {
    this.#scene.setTheme(readTheme(this.#figure));
    this.#panels.loss.setTheme(this.#scene.theme);
    this.#stages.invalidate();
  }

  describeWeights() {
    return `${formatCount(inputs * outputs)}, ${inputs} × ${outputs}`;
  }

  get actions() {
    return {};
  }

  #listen() {
    const signal = this.#signal;
    /** @type {HTMLSelectElement} */
    const scale = this.#element("[data-part='scale']");
    scale.addEventListener(
      'change',
      () => {
        this.#scene.setScale(scale.value === 'dB' ? 'dB' : 'linear');
        this.#stages.invalidate();
      },
      {signal},
    );
    watchTheme(this.#figure, signal, () => this.readTheme());
    signal.addEventListener('abort', () => this.#stages.dispose());
  }

  /**
   * Shows a pixel and the weights of its bin.
   * @param {Pixel} pixel
   */
  #choose({frame, bin}) {
    this.#scene.choose({frame, bin});
    this.#stages.invalidate();
    void this.#loop.afresh();
  }

  async #takePicture() {
    const {wave} = this.#scene;
    const [spectra, weights, picture] = await Promise.all([
      wave && this.#network.spectra(wave),
      this.#network.slice(0),
      this.#network.picture(0),
    ]);
    if (this.#signal.aborted) return;
    if (weights) this.#scene.slice = {frame: 0, weights};
    if (picture) this.#panels.map.take(picture);
    if (spectra) this.#scene.setSpectra(spectra);
    this.#stages.invalidate();
    this.#readouts.showProgress(this.#run);
  }

  async #makeSignal() {
    const name = this.#signalName;
    const length = sampleCount(POST_AXES);
    const wave = await this.#run.network?.audio(name, length, this.#run.settings.seed);
    if (!wave || name !== this.#signalName) return;
    this.#scene.setWave(wave, name === 'violin-a4' ? 8000 : POST_AXES.fs);
    await this.#loop.afresh();
  }

  /** Labels and the table; not while training, when nobody could follow them. */
  #describe() {
    if (this.#run.state === 'running') return;
    for (const panel of Object.values(this.#panels)) panel.describe();
    this.#lossTable.update();
  }

  #addPanels() {
    const [scene, stages, signal] = [this.#scene, this.#stages, this.#signal];
    const {named} = this.#readouts;
    /**
     * @param {string} name
     * @returns {HTMLCanvasElement}
     */
    const canvas = name => this.#element(`[data-canvas='${name}']`);
    return {
      waveform: addWaveform({scene, stages, canvas: canvas('waveform')}),
      comparison: addComparison({
        scene,
        stages,
        canvas: canvas('comparison'),
        readout: named('comparison'),
        signal,
        choose: pixel => this.#choose(pixel),
      }),
      map: addMap({
        scene,
        stages,
        canvas: canvas('map'),
        legend: canvas('legend'),
        readout: named('map'),
        signal,
        chooseBin: bin => this.#choose({frame: scene.frame, bin}),
      }),
      rows: addWindowedRows({
        scene,
        stages,
        canvases: [0, 1, 2, 3].map(index => canvas(`wave-${index}`)),
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
   * @template {Element} Kind
   * @param {string} selector
   * @returns {Kind}
   */
  #element(selector) {
    return /** @type {Kind} */ (this.#root.querySelector(selector));
  }
}
