import {unlessEnded} from '../../engine/unless-ended.ts';
import {formatCount} from '../../words/format.ts';
import {Rewind} from '../../lab/rewind.ts';
import {RunPanels} from '../../lab/run-panels.ts';
import {addHeatmap} from '../../panels/heatmap/panel.ts';
import {addHelix, helixViews} from '../../panels/helix/panel.ts';
import {addRows} from '../../panels/rows/panel.ts';
import {addSignal} from '../../panels/signal/panel.ts';
import {addSpectrum} from '../../panels/spectrum/panel.ts';
import {applied} from './applied.ts';
import {Scene} from './scene.ts';
import type {Frame} from '../../runs/frame.ts';
import type {PanelParts, Panels} from '../../lab/panels.ts';

/** Whole cycles: the true spectrum is then two lines on nothing, and the network's noise shows. */
const firstFrequency = 10;
const firstBin = 5;

/** What the DFT's figure draws: takes snapshots of its run, and has the panels draw them. */
export class DftPanels extends RunPanels<Scene> implements Panels {
  #panels;
  #rewind;
  #signalName = '';
  #frequency = firstFrequency;

  constructor(parts: PanelParts) {
    super(Scene, parts);
    const {signal} = this;
    this.scene.n = this.run.settings.n;
    this.#panels = this.#addPanels();
    this.#rewind = new Rewind({
      run: this.run,
      element: this.element("[data-part='time-line']"),
      stages: this.stages,
      theme: () => this.scene.theme,
      signal,
      onMoved: weights => this.#moveTo(weights),
    });
    this.addTable('rows', this.#panels.rows, {
      title: 'Waves as a table',
      caption: 'Weights of the selected bin by sample',
    });
    this.addTable('spectrum', this.#panels.spectrum, {
      title: 'Spectrum as a table',
      caption: 'Magnitude by bin',
    });
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
    this.scene.selectBin(firstBin);
    this.#fitSliders();
  }

  override get panels() {
    return this.#panels;
  }

  /** There are weights, perhaps of another size than before. */
  async onReady() {
    const {n} = this.run.settings;
    this.#rewind.clear();
    if (this.scene.n !== n) this.scene.clear(n);
    this.#fitSliders();
    await this.#makeSignal();
  }

  #fitSliders() {
    const {n} = this.scene;
    this.#frequency = Math.min(this.#frequency, n / 2);
    this.#slider('bin').max = String(n - 1);
    this.#slider('frequency').max = String(n / 2);
    this.selectBin(this.scene.bin);
  }

  /** @param name of the test signal, or drawn */
  setSignal(name: string) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    this.element("[data-part='frequency']").toggleAttribute('hidden', name !== 'sine');
    void this.#makeSignal();
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
    const {n} = this.run.settings;
    return `${formatCount(4 * n * n)}, ${2 * n} × ${2 * n}`;
  }

  selectBin(bin: number) {
    this.scene.selectBin(bin);
    const text = String(this.scene.bin);
    this.#slider('bin').value = text;
    for (const name of ['bin', 'bin-spiral', 'bin-rows']) this.readouts.write(name, text);
    this.stages.invalidate();
    this.describe();
  }

  override async takePicture(frame: Frame) {
    const {scene} = this;
    const {n} = this.run.settings;
    const signal = scene.signal ?? undefined;
    if (this.areNeeded('heatmap', 'helix', 'rows', 'time-line')) {
      const {step, weights} = await frame.snapshot(signal);
      if (weights.length !== 4 * n * n || this.signal.aborted) return;
      this.#rewind.add(step, weights);
      if (!this.#rewind.isPast) scene.setWeights(weights);
    }
    const {prediction, reference} = await frame.made(signal);
    if (n !== this.run.settings.n || n !== scene.n || this.signal.aborted) return;
    scene.reference = reference;
    if (!this.#rewind.isPast) scene.learned = prediction;
    else this.#learnThen();
    this.#rewind.show();
    this.stages.invalidate();
    this.readouts.showProgress(this.run);
    if (this.run.state !== 'running') this.describe();
  }

  override onStateChange() {
    if (this.run.state === 'running') this.#rewind.toNewest(); // it goes on from there
  }

  /** Shows the weights as they were, or as they are now. */
  #moveTo(weights: Float32Array) {
    this.scene.setWeights(weights);
    this.#learnThen();
    this.stages.invalidate();
    if (!this.#rewind.isPast) void this.loop.now(); // what has come since
    if (this.run.state !== 'running') this.describe();
  }

  /** What the network made of the signal at the step that is gone back to. */
  #learnThen() {
    const {signal, weights} = this.scene;
    this.scene.learned = signal && weights && applied(signal, weights);
  }

  async #makeSignal() {
    const {n, seed} = this.run.settings;
    const name = this.#signalName;
    const cycles = `${this.#frequency} cycles`;
    this.readouts.write('frequency', cycles);
    this.#slider('frequency').value = String(this.#frequency);
    this.#slider('frequency').setAttribute('aria-valuetext', cycles);
    const made =
      name === 'drawn'
        ? (this.scene.signal ?? new Float32Array(2 * n)).fill(0, n) // the pen draws a real signal
        : await unlessEnded(
            this.run.network?.signal(name, {n, bin: this.#frequency, phase: 0, seed}),
          );
    if (!made || made.length !== 2 * n || name !== this.#signalName) return;
    this.scene.signal = made;
    await this.loop.afresh();
  }

  #addPanels() {
    const [scene, stages, signal] = [this.scene, this.stages, this.signal];
    const {named} = this.readouts;
    const selectBin = (bin: number) => this.selectBin(bin);
    return {
      heatmap: addHeatmap({
        scene,
        stages,
        canvas: this.canvas('heatmap'),
        legend: this.canvas('legend'),
        readout: named('heatmap'),
        signal,
        selectBin,
      }),
      helix: addHelix({scene, stages, canvas: this.canvas('helix'), signal}),
      rows: addRows({
        scene,
        stages,
        canvas: this.canvas('rows'),
        readout: named('rows-cursor'),
        signal,
      }),
      signal: addSignal({
        scene,
        stages,
        canvas: this.canvas('signal'),
        readout: named('signal-cursor'),
        signal,
        drawable: () => this.#signalName === 'drawn',
        onDrawn: () => void this.loop.now(),
      }),
      spectrum: addSpectrum({
        scene,
        stages,
        canvas: this.canvas('spectrum'),
        readout: named('spectrum-cursor'),
        scale: this.element("[data-part='scale']"),
        signal,
        selectBin,
      }),
    };
  }

  #slider(name: 'bin' | 'frequency'): HTMLInputElement {
    return this.element(`[data-part='${name}-slider']`);
  }
}
