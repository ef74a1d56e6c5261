import {sequentialTable} from '../../views/colour.js';
import {HARMONICS_WIDTH, drawHarmonics} from '../../views/harmonics.js';
import {createSpectrogramImage, drawSpectrogram, pixelAt} from '../../views/spectrogram.js';
import {samplesOf} from '../../views/stft-axes.js';
import {readTheme} from '../../views/theme.js';
import {describeWaveform, drawWaveform, waveLimit} from '../../views/waveform.js';
import {find} from '../find.js';
import {moveOf, onKeys} from '../keys.js';
import {Stages, pointOn} from '../stages.js';
import {addTable} from '../tables.js';
import {watchTheme} from '../theme-watch.js';
import {violinSound} from './violin-sound.js';

/** @typedef {import('./violin-scene.js').ViolinScene} ViolinScene */

const {seconds} = violinSound;

const pictures = /** @type {const} */ (['wave', 'spectrogram', 'piece']);

/** @typedef {typeof pictures[number]} Picture */

/** The violin's wave, its spectrogram with a cursor, and the piece of the wave under that. */
export class ViolinPictures {
  #scene;
  #theme;
  #colours;
  #stages = new Stages();
  #canvases;
  #readout;
  #table;
  #image;
  #isWritten = false;
  /** @type {import('../../views/spectrogram.js').SpectrogramLayout | null} */
  #layout = null;
  /** @type {import('../../views/plot.js').Plot | null} */
  #wavePlot = null;

  /**
   * @param {HTMLElement} figure
   * @param {ParentNode} root with its markup
   * @param {AbortSignal} signal
   * @param {import('../../views/theme.js').Theme} theme as it is now
   * @param {ViolinScene} scene
   */
  constructor(figure, root, signal, theme, scene) {
    const canvas = (/** @type {string} */ name) =>
      /** @type {HTMLCanvasElement} */ (find(root, `[data-canvas='${name}']`));
    this.#scene = scene;
    this.#theme = theme;
    this.#colours = sequentialTable(theme);
    this.#image = createSpectrogramImage(scene.axes);
    this.#canvases = {
      wave: canvas('wave'),
      spectrogram: canvas('spectrogram'),
      piece: canvas('piece'),
    };
    this.#readout = /** @type {HTMLElement} */ (find(root, "[data-readout='cursor']"));
    this.#table = addTable(
      /** @type {HTMLDetailsElement} */ (find(root, "[data-table='levels']")),
      () => scene.table,
      {title: 'Harmonics as a table', caption: 'Level of each harmonic by time'},
      signal,
    );
    this.#addCanvases();
    this.#addCursor(signal);
    watchTheme(figure, signal, theme, () => {
      this.#theme = readTheme(figure);
      this.#colours = sequentialTable(this.#theme);
      this.#isWritten = false;
      this.#stages.invalidate();
    });
    signal.addEventListener('abort', () => this.#stages.dispose());
  }

  /** The scene has other levels. */
  update() {
    const {wave, axes, description} = this.#scene;
    this.#isWritten = false;
    this.#label('wave', describeWaveform({wave, fs: axes.fs, title: 'violin'}));
    this.#label('spectrogram', description);
    this.#table.update();
    this.#onCursor();
  }

  /**
   * Where a time lies in the wave and in the spectrogram.
   * @param {number} time in seconds
   * @returns {import('./playhead.js').Place[]}
   */
  placesOf(time) {
    const {wave, spectrogram} = this.#canvases;
    const plots = [
      {canvas: wave, plot: this.#wavePlot},
      {canvas: spectrogram, plot: this.#layout?.plot},
    ];
    return plots.flatMap(({canvas: {parentElement: stage}, plot}) => {
      if (!plot || !stage) return [];
      const {top, bottom} = plot;
      return [{stage, x: plot.x(Math.min(time, seconds)), top, bottom}];
    });
  }

  #addCanvases() {
    const scene = this.#scene;
    const {axes} = scene;
    const {fs} = axes;
    const right = () => HARMONICS_WIDTH * this.#theme.labelSize;
    /** @type {Record<Picture, (sized: import('../stages.js').SizedCanvas) => void>} */
    const draw = {
      wave: ({context, width, height}) => {
        const highlight = samplesOf(axes, scene.cursor.frame);
        const look = {width, height, theme: this.#theme, right: right(), highlight};
        this.#wavePlot = drawWaveform(context, {wave: scene.wave, fs}, look);
      },
      spectrogram: ({context, width, height}) => {
        const theme = this.#theme;
        const {range} = scene;
        const cursor = scene.isPointed ? scene.cursor : null;
        const table = this.#colours;
        if (!this.#isWritten) this.#image.write(scene.levels, range, table);
        this.#isWritten = true;
        const captions = [scene.scale === 'dB' ? 'dB, the loudest is 0' : 'magnitude'];
        const data = {image: this.#image, axes, title: '', scale: {range, table, captions}};
        const look = {width, height, theme, cursor, right: right()};
        this.#layout = drawSpectrogram(context, data, {...look, seconds: [0, seconds]});
        drawHarmonics(context, this.#layout, theme, violinSound);
      },
      piece: ({context, width, height}) => {
        const {wave, piece, pieceTitle: title} = scene;
        const look = {width, height, theme: this.#theme, limit: waveLimit(wave)};
        drawWaveform(context, {wave: piece, fs, title}, look);
      },
    };
    for (const name of pictures) {
      this.#stages.add(this.#canvases[name], sized => scene.isEmpty || draw[name](sized));
    }
  }

  /** @param {AbortSignal} signal */
  #addCursor(signal) {
    const scene = this.#scene;
    const {spectrogram} = this.#canvases;
    const chooseUnder = (/** @type {PointerEvent} */ event) => {
      const {x, y} = pointOn(event);
      const pixel = this.#layout && pixelAt(x, y, this.#layout);
      if (!pixel) return;
      scene.choose(pixel);
      this.#onCursor();
    };
    spectrogram.addEventListener('pointermove', chooseUnder, {signal});
    spectrogram.addEventListener('pointerdown', chooseUnder, {signal});
    onKeys(spectrogram, signal, event => this.#onKey(event));
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it had a use for it
   */
  #onKey(event) {
    const scene = this.#scene;
    const {frame, bin} = scene.cursor;
    const by = event.shiftKey ? 10 : 1;
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowLeft: () => scene.choose({frame: frame - by, bin}),
      ArrowRight: () => scene.choose({frame: frame + by, bin}),
      ArrowUp: () => scene.choose({frame, bin: bin + by}),
      ArrowDown: () => scene.choose({frame, bin: bin - by}),
      PageUp: () => scene.chooseHarmonic(1),
      PageDown: () => scene.chooseHarmonic(-1),
      Home: () => scene.choose({frame: 0, bin}),
      End: () => scene.choose({frame: Infinity, bin}),
    };
    const move = moveOf(event, moves);
    if (scene.isEmpty || !move) return false;
    move();
    this.#onCursor();
    return true;
  }

  #onCursor() {
    const {piece, pieceTitle: title, axes, reading} = this.#scene;
    this.#readout.textContent = reading;
    this.#label('piece', describeWaveform({wave: piece, fs: axes.fs, title}));
    this.#stages.invalidate();
  }

  /**
   * @param {Picture} name
   * @param {string} text
   */
  #label(name, text) {
    this.#canvases[name].setAttribute('aria-label', text);
  }
}
