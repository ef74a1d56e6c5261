import {RunPanels} from '../../lab/run-panels.ts';
import {addComparison} from '../../panels/comparison/panel.ts';
import {addWaveform} from '../../panels/waveform/panel.ts';
import {addWindowedRows} from '../../panels/windowed-rows/panel.ts';
import {spectrogramNetwork} from './network.ts';
import type {Pixel} from '../../panels/spectrogram/draw.ts';
import type {SpectrogramScene} from './scene.ts';
import type {Theme} from '../../kit/theme.ts';
import type {PanelParts} from '../../lab/panels.ts';

/**
 * What the figures of both spectrogram networks draw: the real test, and the waves in the weights.
 */
export abstract class StftPanels extends RunPanels<SpectrogramScene> {
  protected network;
  protected common;

  constructor(Scene: new (theme: Theme) => SpectrogramScene, parts: PanelParts) {
    super(Scene, parts);
    const {scene, stages, signal} = this;
    this.network = spectrogramNetwork(this.run);
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
    const scale: HTMLSelectElement = this.element("[data-part='scale']");
    scale.addEventListener(
      'change',
      () => {
        scene.setScale(scale.value === 'dB' ? 'dB' : 'linear');
        stages.invalidate();
      },
      {signal},
    );
  }

  override get panels() {
    return this.common;
  }

  override onDrawn() {
    if (this.run.state !== 'running') this.describe();
  }

  /** Shows a pixel and the weights behind it. */
  protected choose(pixel: Pixel) {
    this.scene.choose(pixel);
    this.stages.invalidate();
    void this.loop.afresh();
  }
}
