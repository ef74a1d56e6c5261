import {studyHost} from '#study-host';
import {Studies} from '../../engine/study/studies.ts';
import {unlessEnded} from '../../engine/unless-ended.ts';
import {formatCount, formatCounted, formatScientific} from '../../words/format.ts';
import {largestSize} from '../../panels/eigenvalues/draw.ts';
import {leftOver} from '../../panels/memory/draw.ts';
import {coverUnheard} from '../../panels/passing/draw.ts';
import {cellOf} from '../../settings/cell.ts';
import {RunPanels} from '../../lab/run-panels.ts';
import {addComparison} from '../../panels/comparison/panel.ts';
import {addEigenvalues} from '../../panels/eigenvalues/panel.ts';
import {addMemory} from '../../panels/memory/panel.ts';
import {addPassing} from '../../panels/passing/panel.ts';
import {addResponse} from '../../panels/response/panel.ts';
import {addWaveform} from '../../panels/waveform/panel.ts';
import {PictureLoop} from '../../runs/picture-loop.ts';
import {soundAxes, spectraOf, trueResponse} from './network.ts';
import {RecurrentScene} from './scene.ts';
import type {Frame} from '../../runs/frame.ts';
import type {PanelParts, Panels} from '../../lab/panels.ts';
import type {Pixel} from '../../panels/spectrogram/draw.ts';
import type {CellSizes} from './scene.ts';
import type {Network} from '../../engine/network.ts';
import type {Study} from '../../engine/study/studies.ts';

/**
 * What the recurrent network's figure draws: the spectrogram as the sound goes by, the eigenvalues
 * of its memory, and what it remembers of each sample.
 */
export class RecurrentPanels extends RunPanels<RecurrentScene> implements Panels {
  #studies;
  /** They take so long that nothing else waits for them. */
  #ofEigenvalues;
  #eigenvalueLoop;
  #hasFailed = false;
  #passing;
  #panels;
  #signalName = '';
  /** The network that was ready last. */
  #beginning: CellSizes | null = null;
  /** The sound as the cell hears it, and what should come out. */
  #heard: {sound: Float32Array; first: number; reference: Float32Array} | null = null;

  constructor(parts: PanelParts) {
    super(RecurrentScene, parts);
    const host = studyHost();
    this.#studies = new Studies(host, this.signal);
    this.#ofEigenvalues = new Studies(host, this.signal);
    this.#eigenvalueLoop = new PictureLoop(this.run, () => this.#takeEigenvalues(), this.signal);
    this.#panels = this.#addPanels();
    this.#passing = addPassing({
      scene: this.scene,
      stages: this.stages,
      canvases: [this.canvas('waveform'), this.canvas('comparison')],
      button: this.element("[data-action='pass']"),
      slider: this.element("[data-part='heard']"),
      readout: this.readouts.named('heard'),
      signal: this.signal,
    });
    this.#addTables();
    this.#listen();
    this.choose(this.scene);
  }

  override get panels() {
    return this.#panels;
  }

  /** There are weights, perhaps of another size than before. */
  async onReady() {
    const {network} = this.run;
    if (!network) return;
    const cell = cellOf(this.run.settings);
    this.#beginning = cell;
    for (const studies of [this.#studies, this.#ofEigenvalues]) studies.giveUp(); // of another cell
    const {nperseg, hop} = this.scene.cell;
    const known = cell.nperseg === nperseg && cell.hop === hop ? this.scene.truth : null;
    // Of a network that has another size by now nothing is to be had: that one is ready later.
    const truth = known ?? (await unlessEnded(trueResponse(network, cell, 2 * cell.nperseg)));
    if (!truth || this.signal.aborted || this.#beginning !== cell) return;
    this.scene.begin(cell, truth);
    this.#show();
    this.#slider.max = String(cell.nperseg / 2);
    await this.#makeSignal();
    this.choose(this.scene);
    void this.#eigenvalueLoop.afresh();
  }

  override onStateChange() {
    super.onStateChange();
    this.#eigenvalueLoop.onStateChange();
    this.#passing.setLearning(this.run.state === 'running');
  }

  override setVisible(visible: boolean) {
    super.setVisible(visible);
    this.#eigenvalueLoop.setVisible(visible);
    this.#passing.setVisible(visible);
  }

  override onDrawn() {
    if (this.run.state !== 'running') this.describe();
  }

  get actions() {
    return {
      pass: () => this.#passing.toggle(),
      'one-hop': () => this.#passing.oneHop(),
    };
  }

  describeWeights() {
    const {nperseg, hop, hidden} = cellOf(this.run.settings);
    for (const [key, value] of Object.entries({hop: nperseg / 4, units: nperseg})) {
      const field: HTMLInputElement = this.element(`[data-setting='${key}']`);
      field.placeholder = String(value); // what an empty field means
    }
    this.readouts.write(
      'sizes',
      `${formatCounted(hop, 'sample')} x ${hop === 1 ? 'comes' : 'come'} in at a time, ` +
        `${formatCounted(hidden, 'number')} h ${hidden === 1 ? 'is' : 'are'} all that is remembered` +
        `${hidden < nperseg ? `, too few for the ${nperseg} samples of a window` : ''}, and ` +
        `${nperseg / 2 + 1} complex ones go out.`,
    );
    return formatCount((hidden + hop) * hidden + hidden * (nperseg + 2));
  }

  /** @param name of the test signal */
  setSignal(name: string) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    void this.#makeSignal();
  }

  /** @param pixel whose bin is shown */
  choose(pixel: Pixel) {
    const {scene} = this;
    scene.choose(pixel);
    this.#slider.value = String(scene.bin);
    this.readouts.write('bin', String(scene.bin));
    this.stages.invalidate();
  }

  override async copies(pixelRatio: number) {
    await this.#eigenvalueLoop.afresh();
    return super.copies(pixelRatio);
  }

  override async takePicture(frame: Frame) {
    const {scene} = this;
    const {cell, lags, outputs} = scene;
    const heard = this.#heard;
    const weights = await this.#weights(frame);
    if (!weights || !heard) return;
    const study = await this.#asked(this.#studies, api =>
      api.responses(weights, lags, heard.sound),
    );
    if (!study || cell !== scene.cell || heard !== this.#heard) return;
    scene.learned = study.response;
    scene.setSpectra({
      learned: spectraOf(study.frames, outputs, heard.first),
      reference: heard.reference,
    });
    this.#show();
    this.readouts.showProgress(this.run);
  }

  async #takeEigenvalues() {
    const {scene} = this;
    const {cell} = scene;
    const weights = await this.#weights(this.run.network);
    if (!weights) return;
    const eigenvalues = await this.#asked(this.#ofEigenvalues, api => api.eigenvalues(weights));
    if (!eigenvalues || cell !== scene.cell) return;
    scene.moveTo(eigenvalues);
    this.#show();
  }

  /** The cell as it is now. */
  async #weights(network: Pick<Network, 'snapshot'> | null) {
    const {cell, outputs, truth} = this.scene;
    const snapshot = truth && (await network?.snapshot());
    if (!snapshot || this.signal.aborted || cell !== this.scene.cell) return null;
    return {weights: snapshot.weights, ...cell, outputs};
  }

  /** What a study answers; where it fails, the reader is told, until one answers again. */
  async #asked<Answer>(studies: Studies, question: (study: Study) => Promise<Answer>) {
    try {
      const answer = await studies.ask(question);
      if (answer && this.#hasFailed) this.#tellFailure('');
      return this.signal.aborted ? undefined : answer;
    } catch (error) {
      this.#tellFailure((error as Error).message);
      return undefined;
    }
  }

  /** @param message empty: there is none any more */
  #tellFailure(message: string) {
    if (this.signal.aborted) return;
    this.#hasFailed = message !== '';
    this.readouts.showMessage(message);
  }

  #show() {
    this.#tell();
    this.stages.invalidate();
  }

  /** What the pictures come to, in numbers. */
  #tell() {
    const {scene, readouts} = this;
    const {weightError} = this.run.progress;
    const {nperseg, hop} = scene.cell;
    const hops = Math.ceil(nperseg / hop);
    const {eigenvalues, memory} = scene;
    const whyNone = eigenvalues === null ? '–' : '…';
    scene.ring = weightError > 0 && weightError < 1 ? weightError ** (1 / hops) : null;
    readouts.write('largest', eigenvalues ? formatScientific(largestSize(eigenvalues)) : whyNone);
    readouts.write('left-over', memory ? formatScientific(leftOver(memory)) : '…');
    readouts.write('sensitivity', sensitivityOf(hops, weightError, scene.ring));
  }

  async #makeSignal() {
    const {scene} = this;
    const {cell, truth} = scene;
    const {network, settings} = this.run;
    const name = this.#signalName;
    if (!network || !truth) return;
    const {axes, length, silence, first} = soundAxes(cell, name);
    const wave = await unlessEnded(network.audio(name, length, settings.seed));
    if (!wave) return;
    const sound = new Float32Array(silence + length);
    sound.set(wave, silence);
    const {hop} = cell;
    const sizes = {hop, outputs: scene.outputs};
    const frames = await this.#asked(this.#studies, api => api.reference(truth, sound, sizes));
    const isLate = name !== this.#signalName || cell !== scene.cell || this.signal.aborted;
    if (!frames || isLate) return;
    this.#heard = {sound, first, reference: spectraOf(frames, scene.outputs, first)};
    scene.setWave(wave, axes.fs);
    scene.axes = axes;
    scene.spectra = scene.comparison = null;
    this.choose(scene);
    this.#passing.afresh();
    await this.loop.afresh();
  }

  get #slider(): HTMLInputElement {
    return this.element("[data-part='bin-slider']");
  }

  #listen() {
    const {scene, stages, signal} = this;
    this.#slider.addEventListener(
      'input',
      () => this.choose({frame: scene.frame, bin: Number(this.#slider.value)}),
      {signal},
    );
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

  #addTables() {
    const {eigenvalues, response, memory} = this.#panels;
    this.addTable('eigenvalues', eigenvalues, {
      title: 'Eigenvalues as a table',
      caption: 'Eigenvalues of A',
    });
    this.addTable('response', response, {
      title: 'Response as a table',
      caption: 'Impulse response of the chosen bin',
    });
    this.addTable('memory', memory, {
      title: 'Forgetting as a table',
      caption: 'What samples are worth in a frame, by their age',
    });
  }

  #addPanels() {
    const {scene, stages, signal} = this;
    const {named} = this.readouts;
    const common = (name: string) => ({
      scene,
      stages,
      signal,
      canvas: this.canvas(name),
    });
    return {
      waveform: addWaveform({...common('waveform'), frame: () => scene.head}),
      comparison: addComparison({
        ...common('comparison'),
        readout: named('comparison'),
        choose: pixel => this.choose(pixel),
        drawOver: (context, layout) => coverUnheard(context, layout, scene),
      }),
      eigenvalues: addEigenvalues({
        ...common('eigenvalues'),
        readout: named('eigenvalue-cursor'),
      }),
      response: addResponse({...common('response'), readout: named('response-cursor')}),
      memory: addMemory({...common('memory'), readout: named('memory-cursor')}),
    };
  }
}

/**
 * Why the eigenvalues are not at 0, however well it has learned.
 * @param hops of a window
 */
function sensitivityOf(hops: number, weightError: number, ring: number | null) {
  const count = formatCounted(hops, 'hop');
  const should =
    `A window is ${count}: after so many times A what came in must be gone, so all eigenvalues ` +
    'should be 0. ';
  if (ring === null || hops === 1) return should;
  const root = `${hops === 2 ? 'square' : hops === 3 ? '3rd' : `${hops}th`} root`;
  return (
    `${should}No matrix is more sensitive: where it errs by ε, they stand about the ${root} of ε ` +
    `from 0. Dotted: the ${root} of the weight error ${formatScientific(weightError)}, which is ` +
    `${formatScientific(ring)}.`
  );
}
