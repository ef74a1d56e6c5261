import {sequentialTable} from '../../kit/sequential-colour.ts';
import {HARMONICS_WIDTH, drawHarmonics} from '../../panels/spectrogram/harmonics.ts';
import {createSpectrogramImage, drawSpectrogram, pixelAt} from '../../panels/spectrogram/draw.ts';
import {samplesOf} from '../../kit/stft-axes.ts';
import {describeWaveform, drawWaveform, waveLimit} from '../../panels/waveform/draw.ts';
import {find} from '../../kit/find.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import {Stages, pointOn} from '../../kit/stages.ts';
import {addTable} from '../../kit/tables.ts';
import {violinSound} from './sound.ts';
import type {ViolinScene} from './scene.ts';
import type {SpectrogramLayout} from '../../panels/spectrogram/draw.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Place} from './playhead.ts';
import type {SizedCanvas} from '../../kit/canvas.ts';

const {seconds} = violinSound;

const pictures = ['wave', 'spectrogram', 'piece'] as const;

type Picture = (typeof pictures)[number];

/** The violin's wave, its spectrogram with a cursor, and the piece of the wave under that. */
export class ViolinPanels {
  #scene;
  #theme;
  #colours;
  #stages = new Stages();
  #canvases;
  #readout;
  #table;
  #image;
  #isWritten = false;
  #layout: SpectrogramLayout | null = null;
  #wavePlot: Plot | null = null;

  /**
   * @param root with its markup
   * @param theme as it is now
   */
  constructor(root: ParentNode, signal: AbortSignal, theme: Theme, scene: ViolinScene) {
    const canvas = (name: string) => find<HTMLCanvasElement>(root, `[data-canvas='${name}']`);
    this.#scene = scene;
    this.#theme = theme;
    this.#colours = sequentialTable(theme);
    this.#image = createSpectrogramImage(scene.axes);
    this.#canvases = {
      wave: canvas('wave'),
      spectrogram: canvas('spectrogram'),
      piece: canvas('piece'),
    };
    this.#readout = find<HTMLElement>(root, "[data-readout='cursor']");
    this.#table = addTable(
      find<HTMLDetailsElement>(root, "[data-table='levels']"),
      () => scene.table,
      {title: 'Harmonics as a table', caption: 'Level of each harmonic by time'},
      signal,
    );
    this.#addCanvases();
    this.#addCursor(signal);
    signal.addEventListener('abort', () => this.#stages.dispose());
  }

  setTheme(theme: Theme) {
    this.#theme = theme;
    this.#colours = sequentialTable(theme);
    this.#isWritten = false;
    this.#stages.invalidate();
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
   * @param time in seconds
   */
  placesOf(time: number): Place[] {
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
    const draw: Record<Picture, (sized: SizedCanvas) => void> = {
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

  #addCursor(signal: AbortSignal) {
    const scene = this.#scene;
    const {spectrogram} = this.#canvases;
    const chooseUnder = (event: PointerEvent) => {
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

  /** @returns whether it had a use for it */
  #onKey(event: KeyboardEvent): boolean {
    const scene = this.#scene;
    const {frame, bin} = scene.cursor;
    const by = event.shiftKey ? 10 : 1;
    const moves: Record<string, () => void> = {
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

  #label(name: Picture, text: string) {
    this.#canvases[name].setAttribute('aria-label', text);
  }
}
