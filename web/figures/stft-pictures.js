import {FigurePictures} from './figure-pictures.js';
import {addComparison} from './panels/comparison.js';
import {addWaveform} from './panels/waveform.js';
import {addWindowedRows} from './panels/windowed-rows.js';
import {spectrogramNetwork} from './spectrogram-network.js';

/** @typedef {import('../views/spectrogram.js').Pixel} Pixel */
/** @typedef {import('./spectrogram-scene.js').SpectrogramScene} SpectrogramScene */
/** @typedef {import('../views/theme.js').Theme} Theme */
/** @typedef {import('./figure-kind.js').PictureParts} PictureParts */

/**
 * What the figures of both spectrogram networks draw: the real test, and the waves in the weights.
 * @extends {FigurePictures<SpectrogramScene>}
 * @abstract
 */
export class StftPictures extends FigurePictures {
  /**
   * @param {new (theme: Theme) => SpectrogramScene} Scene
   * @param {PictureParts} parts
   */
  constructor(Scene, ...parts) {
    super(Scene, ...parts);
    const {scene, stages, signal} = this;
    /** @protected */
    this.network = spectrogramNetwork(this.run);
    /** @protected */
    this.common = {
      waveform: addWaveform({scene, stages, canvas: this.canvas('waveform')}),
      comparison: addComparison({
        scene,
        stages,
        canvas: this.canvas('comparison'),
        readout: this.readouts.named('comparison'),
        signal,
        choose: pixel => this.choose(pixel),
      }),
      rows: addWindowedRows({
        scene,
        stages,
        canvases: [0, 1, 2, 3].map(index => this.canvas(`wave-${index}`)),
      }),
    };
    /** @type {HTMLSelectElement} */
    const scale = this.element("[data-part='scale']");
    scale.addEventListener(
      'change',
      () => {
        scene.setScale(scale.value === 'dB' ? 'dB' : 'linear');
        stages.invalidate();
      },
      {signal},
    );
  }

  /** @override */
  get panels() {
    return this.common;
  }

  /** @override */
  onDrawn() {
    if (this.run.state !== 'running') this.describe();
  }

  /**
   * Shows a pixel and the weights behind it.
   * @protected
   * @param {Pixel} pixel
   */
  choose(pixel) {
    this.scene.choose(pixel);
    this.stages.invalidate();
    void this.loop.afresh();
  }
}
