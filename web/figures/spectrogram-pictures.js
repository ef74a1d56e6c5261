import {formatCount} from '../views/format.js';
import {readTheme} from '../views/theme.js';
import {addBands} from './panels/bands.js';
import {addComparison} from './panels/comparison.js';
import {addKeptRun} from './panels/kept-run.js';
import {addLoss} from './panels/loss.js';
import {addWaveform} from './panels/waveform.js';
import {addWindowedRows} from './panels/windowed-rows.js';
import {PictureLoop} from './picture-loop.js';
import {RealTest} from './real-test.js';
import {spectrogramNetwork} from './spectrogram-network.js';
import {SpectrogramScene, slicesOfThePost} from './spectrogram-scene.js';
import {Stages} from './stages.js';
import {addStartQuestion} from './start-question.js';
import {addTable} from './tables.js';
import {watchTheme} from './theme-watch.js';
import {formatMemory, memoryOf} from './weights-memory.js';

/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('../views/spectrogram.js').Pixel} Pixel */
/** @typedef {import('./figure-kind.js').Pictures} Pictures */
/** @typedef {import('./figure-kind.js').Readouts} Readouts */

const samples = 2048;
const outputs = 8514;

/**
 * What the spectrogram's figure draws: the real test, four slices of the weights and one of choice,
 * the waves behind its pixels, the loss.
 * @implements {Pictures}
 */
export class SpectrogramPictures {
  #figure;
  #root;
  #run;
  #network;
  #readouts;
  #signal;
  #scene;
  #stages = new Stages({
    onNear: () => void this.#loop.afresh(),
    onDrawn: () => this.#describe(),
  });
  /** @type {Float32Array | undefined} memory for a slice */
  #spare;
  #loop;
  #panels;
  #lossTable;
  #test;
  #keptRun;
  #question;

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
    this.#scene = new SpectrogramScene(readTheme(figure));
    this.#panels = this.#addPanels();
    this.#test = new RealTest({
      root,
      run,
      readouts,
      signal,
      show: (wave, fs, title) => {
        this.#scene.setWave(wave, fs, title);
        void this.#loop.afresh();
      },
    });
    /** @type {HTMLDetailsElement} */
    const details = this.#element("[data-table='loss']");
    this.#lossTable = addTable(details, () => this.#panels.loss.table(), 'Loss by step', signal);
    this.#keptRun = addKeptRun({run, root, readouts, signal});
    this.#question = addStartQuestion({root, run, readouts, bytes: () => this.#bytes});
    this.#listen();
    this.#choose(this.#scene);
  }

  /** Of the weights, and what the optimiser remembers of them. */
  get #bytes() {
    return memoryOf(samples * outputs, this.#run.settings.optimizer);
  }

  mayStart() {
    return this.#question.mayStart();
  }

  async onReady() {
    this.#scene.clear();
    await this.#test.make();
    await this.#loop.afresh();
  }

  onStateChange() {
    this.#loop.onStateChange();
    this.#test.onStateChange();
  }

  onProgress() {
    this.#panels.loss.update(this.#run.history, this.#run.floor);
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.#loop.setVisible(visible);
  }

  /** @param {string} name */
  setSignal(name) {
    this.#test.setSignal(name);
  }

  readTheme() {
    this.#scene.setTheme(readTheme(this.#figure));
    this.#panels.loss.setTheme(this.#scene.theme);
    this.#stages.invalidate();
  }

  describeWeights() {
    this.#readouts.write('memory', formatMemory(this.#bytes));
    return `${formatCount(samples * outputs)}, ${formatCount(samples)} × ${formatCount(outputs)}`;
  }

  get actions() {
    return {...this.#test.actions, ...this.#keptRun.actions, ...this.#question.actions};
  }

  #listen() {
    const signal = this.#signal;
    /** @type {HTMLInputElement} */
    const slider = this.#element("[data-part='frame-slider']");
    slider.addEventListener(
      'input',
      () => this.#choose({frame: Number(slider.value), bin: this.#scene.bin}),
      {signal},
    );
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
   * Shows the weights behind a pixel.
   * @param {Pixel} pixel
   */
  #choose({frame, bin}) {
    this.#scene.choose({frame, bin});
    const text = String(this.#scene.frame);
    /** @type {HTMLInputElement} */ (this.#element("[data-part='frame-slider']")).value = text;
    for (const name of ['frame', 'frame-slider']) this.#readouts.write(name, text);
    this.#stages.invalidate();
    void this.#loop.afresh();
  }

  async #takePicture() {
    const scene = this.#scene;
    const {wave} = scene;
    const spectra = wave && (await this.#network.spectra(wave));
    if (spectra && !this.#signal.aborted) scene.setSpectra(spectra);
    for (const frame of this.#framesInSight()) {
      const picture = await this.#network.picture(frame);
      if (!picture || this.#signal.aborted) return;
      this.#panels.bands.take(picture);
    }
    if (this.#isNear('wave-0', 'wave-1', 'wave-2', 'wave-3')) {
      const {frame} = scene;
      const spare = this.#spare;
      this.#spare = undefined;
      const weights = await this.#network.slice(frame, spare);
      if (!weights || this.#signal.aborted) return;
      this.#spare = scene.slice?.weights;
      scene.slice = {frame, weights};
    }
    this.#stages.invalidate();
    this.#readouts.showProgress(this.#run);
  }

  /** Frames whose pictures somebody may see. */
  #framesInSight() {
    const four = slicesOfThePost.filter((_, index) => this.#isNear(`band-${index}`));
    return new Set([...four, ...(this.#isNear('band') ? [this.#scene.frame] : [])]);
  }

  /** @param {string[]} names of canvases */
  #isNear(...names) {
    return names.some(name => this.#stages.isNear(this.#element(`[data-canvas='${name}']`)));
  }

  /** Labels and the table; not while training, when nobody could follow them. */
  #describe() {
    if (this.#run.state === 'running') return;
    for (const panel of Object.values(this.#panels)) panel.describe();
    this.#lossTable.update();
  }

  #addPanels() {
    const [scene, stages] = [this.#scene, this.#stages];
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
        signal: this.#signal,
        choose: pixel => this.#choose(pixel),
      }),
      bands: addBands({
        scene,
        stages,
        four: [0, 1, 2, 3].map(index => canvas(`band-${index}`)),
        one: canvas('band'),
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
        signal: this.#signal,
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
