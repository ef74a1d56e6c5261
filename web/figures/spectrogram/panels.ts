import {inMegabytes} from '../../engine/shard-memory.ts';
import {formatCount} from '../../words/format.ts';
import {addBands} from '../../panels/bands/panel.ts';
import {addKeptRun} from '../../lab/kept-run.ts';
import {RealTest} from './real-test.ts';
import {slicesOfThePost} from '../../kit/stft-axes.ts';
import {SpectrogramScene} from './scene.ts';
import {addStartQuestion} from '../../lab/start-question.ts';
import {StftPanels} from './stft-panels.ts';
import {memoryToTrain} from '../../runs/training-memory.ts';
import type {Frame} from '../../runs/frame.ts';
import type {PanelParts, Panels} from '../../lab/panels.ts';
import type {Pixel} from '../../panels/spectrogram/draw.ts';

const samples = 2048;
const outputs = 8514;
const waves = ['wave-0', 'wave-1', 'wave-2', 'wave-3'];

/**
 * What the spectrogram's figure draws: the real test, four slices of the weights and one of choice,
 * the waves behind its pixels, the loss.
 */
export class SpectrogramPanels extends StftPanels implements Panels {
  /** memory for a picture of a slice */
  #spare: Int8Array | undefined;
  #bands;
  #test;
  #keptRun;
  #question;

  constructor(parts: PanelParts) {
    super(SpectrogramScene, parts);
    const {root, shared} = parts;
    const {run, readouts, signal, scene, stages} = this;
    this.#bands = addBands({
      scene,
      stages,
      four: slicesOfThePost.map((_, index) => this.canvas(`band-${index}`)),
      one: this.canvas('band'),
    });
    this.#test = new RealTest({
      root,
      run,
      readouts,
      signal,
      show: (wave, fs, title) => {
        scene.setWave(wave, fs, title);
        this.stages.invalidate(this.canvas('waveform'));
        void this.loop.afresh();
      },
    });
    // Of figures that share a run, the first keeps it, as long as there is any.
    const keeps = shared.viewers === 0;
    const start = () => this.#start();
    this.#keptRun = keeps && addKeptRun({run, root, readouts, signal: shared.ended, start});
    this.#question = addStartQuestion({root, run, readouts, bytes: () => this.#bytes()});
    const slider = this.#slider;
    slider.addEventListener(
      'input',
      () => this.choose({frame: Number(slider.value), bin: scene.bin}),
      {signal},
    );
    this.choose(scene);
  }

  override get panels() {
    return {...super.panels, bands: this.#bands};
  }

  get #slider(): HTMLInputElement {
    return this.element("[data-part='frame-slider']");
  }

  /** @param optimizer in place of the one that there is */
  #bytes(optimizer?: string) {
    const {settings, plannedWorkers} = this.run;
    const training = optimizer ? {...settings, optimizer} : settings;
    return memoryToTrain('spectrogram', training, plannedWorkers);
  }

  async mayStart() {
    const keeps = !this.#keptRun || (await this.#keptRun.mayStart());
    return keeps && this.#question.mayStart();
  }

  async #start() {
    if (await this.mayStart()) await this.run.play();
  }

  async onReady() {
    this.scene.clear();
    await this.#test.make();
    await this.loop.afresh();
  }

  override onStateChange() {
    super.onStateChange();
    this.#test.onStateChange();
  }

  setSignal(name: string) {
    this.#test.setSignal(name);
  }

  describeWeights() {
    this.readouts.write('memory', inMegabytes(this.#bytes()));
    this.readouts.write('lms-memory', inMegabytes(this.#bytes('lms')));
    return `${formatCount(samples * outputs)}, ${formatCount(samples)} × ${formatCount(outputs)}`;
  }

  get actions() {
    return {
      ...this.#test.actions,
      ...(this.#keptRun && this.#keptRun.actions),
      ...this.#question.actions,
    };
  }

  override onNear() {
    void this.loop.afresh();
  }

  override choose(pixel: Pixel) {
    super.choose(pixel);
    const text = String(this.scene.frame);
    this.#slider.value = text;
    for (const name of ['frame', 'frame-slider']) this.readouts.write(name, text);
  }

  override async takePicture(frame: Frame) {
    const {scene} = this;
    const {wave} = scene;
    const spectra = wave && (await frame.once(wave, () => this.network.spectra(wave)));
    if (spectra && !this.signal.aborted) scene.setSpectra(spectra);
    for (const at of this.#framesInSight()) {
      const spare = this.#spare;
      this.#spare = undefined; // it goes to a worker and comes back
      const picture = await frame.once(`picture ${at}`, () => this.network.picture(at, spare));
      if (!picture || this.signal.aborted) return;
      this.#bands.take(picture);
      if (!frame.isShared) this.#spare = picture.bytes;
    }
    if (this.#isWanted(...waves)) {
      const at = scene.frame;
      const weights = await frame.once(`slice ${at}`, () => this.network.slice(at));
      if (!weights || this.signal.aborted) return;
      scene.slice = {frame: at, weights};
    }
    for (const name of ['comparison', ...waves]) this.stages.invalidate(this.canvas(name));
    this.readouts.showProgress(this.run);
  }

  /** Frames whose pictures somebody may see, or wants to have. */
  #framesInSight() {
    const four = slicesOfThePost.filter((_, index) => this.#isWanted(`band-${index}`));
    return new Set([...four, ...(this.#isWanted('band') ? [this.scene.frame] : [])]);
  }

  /** @param names of canvases */
  #isWanted(...names: string[]) {
    return names.some(name => this.stages.isWanted(this.element(`[data-canvas='${name}']`)));
  }
}
