import {formatCount, formatScientific} from '../views/format.js';
import {drawLegend} from '../views/legend.js';
import {partsError} from '../views/parts-plot.js';
import {FigurePictures} from './figure-pictures.js';
import {addMatrix} from './panels/matrix.js';
import {addParts} from './panels/parts.js';
import {TransformScene} from './transform-scene.js';
import {transforms} from './transforms.js';

/** @typedef {import('./figure-kind.js').PictureParts} PictureParts */
/** @typedef {import('./figure-kind.js').Pictures} Pictures */

/** Whole cycles of the sine. */
const cycles = 3;
const firstOutput = 5;

/**
 * What the figure of the other transforms draws.
 * @extends {FigurePictures<TransformScene>}
 * @implements {Pictures}
 */
export class TransformPictures extends FigurePictures {
  #panels;
  #signalName = '';
  /** What the scene shows: model and size. */
  #shown = '';

  /** @param {PictureParts} parts */
  constructor(...parts) {
    super(TransformScene, ...parts);
    this.#panels = this.#addPanels();
    this.addTable('column', this.#panels.column, {
      title: 'Weights as a table',
      caption: 'Weights of the selected output by input',
    });
    this.addTable('output', this.#panels.output, {
      title: 'Output as a table',
      caption: 'What comes out, by output',
    });
    this.#slider.addEventListener('input', () => this.select(Number(this.#slider.value)), {
      signal: this.signal,
    });
    this.scene.selected = firstOutput;
  }

  /** @override */
  get panels() {
    return this.#panels;
  }

  /** There are weights, perhaps of another transform or size than before. */
  async onReady() {
    const {model, n} = this.run.settings;
    const shown = `${model} ${n}`;
    if (this.#shown !== shown) await this.#begin(shown);
    await this.#makeSignal();
  }

  /**
   * The true matrix is what the transform makes of unit impulses.
   * @param {string} shown
   */
  async #begin(shown) {
    const {network} = this.run;
    if (!network) return;
    const {inputs, outputs} = network.shape;
    const impulses = new Float32Array(inputs * inputs);
    for (let i = 0; i < inputs; i++) impulses[i * inputs + i] = 1;
    const {reference} = await network.predict(impulses);
    if (this.signal.aborted) return;
    const {inputParts, outputParts} = this.#kind;
    this.scene.begin({inputs, outputs, inputParts, outputParts}, reference);
    const {style} = /** @type {HTMLElement} */ (this.element('.matrices'));
    style.setProperty('--aspect', String(outputs / inputs));
    this.#shown = shown;
    this.#slider.max = String(this.scene.units - 1);
    this.select(this.scene.selected);
  }

  get actions() {
    return {};
  }

  describeWeights() {
    const {inputs = 0, outputs = 0} = this.run.network?.shape ?? {};
    const {about} = this.#kind;
    this.readouts.write('about', about);
    return `${formatCount(inputs * outputs)}, ${formatCount(inputs)} × ${formatCount(outputs)}`;
  }

  /** @param {string} name of the test signal */
  setSignal(name) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    void this.#makeSignal();
  }

  /** @param {number} output */
  select(output) {
    this.scene.select(output);
    const text = String(this.scene.selected);
    this.#slider.value = text;
    for (const name of ['output', 'output-column']) this.readouts.write(name, text);
    this.stages.invalidate();
    this.describe();
  }

  /** @override */
  async takePicture() {
    const {scene} = this;
    const shown = this.#shown;
    const snapshot = await this.run.network?.snapshot(scene.signal ?? undefined);
    const fits = snapshot && snapshot.weights.length === scene.truth?.length;
    if (!fits || shown !== this.#shown || this.signal.aborted) return;
    scene.weights = snapshot.weights;
    scene.learned = snapshot.prediction;
    scene.reference = snapshot.reference;
    this.#tellError();
    this.stages.invalidate();
    this.readouts.showProgress(this.run);
    if (this.run.state !== 'running') this.describe();
  }

  #tellError() {
    const {output} = this.scene;
    const text = output ? formatScientific(partsError(output)) : '–';
    this.readouts.write('output-error', text);
  }

  async #makeSignal() {
    const {n, seed} = this.run.settings;
    const name = this.#signalName;
    const made = await this.run.network?.signal(name, {n, bin: cycles, phase: 0, seed});
    const {inputs} = this.scene.shape;
    if (!made || made.length < inputs || name !== this.#signalName) return;
    this.scene.signal = made.slice(0, inputs); // of real samples, the real part
    await this.loop.afresh();
  }

  get #kind() {
    return transforms[this.run.settings.model];
  }

  /** @returns {HTMLInputElement} */
  get #slider() {
    return this.element("[data-part='output-slider']");
  }

  #addPanels() {
    const {scene, stages, signal} = this;
    const {named} = this.readouts;
    const common = {scene, stages, signal, select: (/** @type {number} */ at) => this.select(at)};
    stages.add(this.canvas('legend'), ({context, width, height}) => {
      const {limit, table, theme} = scene;
      drawLegend(context, {limit, table}, {width, height, theme});
    });
    const sizes = () =>
      `${scene.shape.inputs} inputs down by ${scene.shape.outputs} outputs across`;
    return {
      learned: addMatrix({
        ...common,
        canvas: this.canvas('learned'),
        read: () => scene.weights,
        describe: () => `The network’s weights, ${sizes()}; output ${scene.selected} is selected`,
      }),
      truth: addMatrix({
        ...common,
        canvas: this.canvas('truth'),
        read: () => scene.truth,
        describe: () => `The matrix of the transform, ${sizes()}`,
      }),
      column: addParts({
        ...common,
        canvas: this.canvas('column'),
        readout: named('column-cursor'),
        read: () => scene.column,
        unit: 'weight',
        title: 'input',
        describe: () => `Weights of output ${scene.selected}`,
      }),
      output: addParts({
        ...common,
        canvas: this.canvas('output'),
        readout: named('output-cursor'),
        read: () => scene.output,
        unit: 'value',
        title: 'output',
        describe: () => 'What the network makes of the signal',
      }),
    };
  }
}
