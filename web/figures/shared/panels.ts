import {unlessEnded} from '../../engine/unless-ended.ts';
import {formatCount} from '../../words/format.ts';
import {POST_AXES, binCount, sampleCount} from '../../kit/stft-axes.ts';
import {addLive} from './live/panel.ts';
import {addMap} from '../../panels/map/panel.ts';
import {addSideBySide} from './side-by-side.ts';
import {SharedScene} from './scene.ts';
import {StftPanels} from '../spectrogram/stft-panels.ts';
import type {Frame} from '../../runs/frame.ts';
import type {PanelParts, Panels} from '../../lab/panels.ts';

const inputs = POST_AXES.nperseg;
const outputs = 2 * binCount(POST_AXES);

/**
 * What the shared map's figure draws: the real test, the map, the waves in it, the loss, and what it
 * took beside what the whole network takes.
 */
export class SharedPanels extends StftPanels implements Panels {
  #sideBySide;
  #map;
  #live;
  #signalName = '';

  constructor(parts: PanelParts) {
    super(SharedScene, parts);
    const {scene, stages, signal} = this;
    this.#map = addMap({
      scene,
      stages,
      canvas: this.canvas('map'),
      legend: this.canvas('legend'),
      readout: this.readouts.named('map'),
      signal,
      chooseBin: bin => this.choose({frame: scene.frame, bin}),
    });
    this.#live = addLive({
      panel: this.element("[data-view='live']"),
      canvas: this.canvas('live'),
      scene,
      stages,
      readouts: this.readouts,
      run: this.run,
      signal,
    });
    const table: HTMLTableElement = this.element("[data-part='side-by-side']");
    this.#sideBySide = addSideBySide({table, account: this.run, signal});
    this.choose(scene);
  }

  override get panels() {
    return {...super.panels, map: this.#map};
  }

  async onReady() {
    this.scene.clear();
    await this.#makeSignal();
  }

  override onStateChange() {
    super.onStateChange();
    this.#sideBySide.update();
    this.#live.onStateChange();
  }

  override setVisible(visible: boolean) {
    super.setVisible(visible);
    this.#live.setVisible(visible);
  }

  override onProgress() {
    super.onProgress();
    this.#sideBySide.update();
  }

  setSignal(name: string) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    void this.#makeSignal();
  }

  describeWeights() {
    return `${formatCount(inputs * outputs)}, ${inputs} × ${outputs}`;
  }

  get actions() {
    return this.#live.actions;
  }

  override async takePicture(frame: Frame) {
    const {wave} = this.scene;
    const [spectra, weights, picture] = await Promise.all([
      wave && frame.once(wave, () => this.network.spectra(wave)),
      frame.once('slice', () => this.network.slice(0)),
      frame.once('picture', () => this.network.picture(0)),
    ]);
    if (this.signal.aborted) return;
    if (weights) this.scene.slice = {frame: 0, weights};
    if (picture) this.#map.take(picture);
    if (spectra) this.scene.setSpectra(spectra);
    this.stages.invalidate();
    this.readouts.showProgress(this.run);
  }

  async #makeSignal() {
    const name = this.#signalName;
    const length = sampleCount(POST_AXES);
    const asked = this.run.network?.audio(name, length, this.run.settings.seed);
    const wave = await unlessEnded(asked);
    if (!wave || name !== this.#signalName) return;
    this.scene.setWave(wave, name === 'violin-a4' ? 8000 : POST_AXES.fs);
    await this.loop.afresh();
  }
}
