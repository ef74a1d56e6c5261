import {unlessEnded} from '../engine/unless-ended.js';
import {formatCount, formatCounted, formatScientific} from '../views/format.js';
import {drawLegend} from '../views/legend.js';
import {partsError} from '../views/parts-plot.js';
import {changesToModel} from '../settings/fitted.js';
import {readSettings, textsFrom} from '../settings/reader.js';
import {FigurePictures} from './figure-pictures.js';
import {addMatrix} from './panels/matrix.js';
import {addMatrixFile} from './panels/matrix-file.js';
import {addParts} from './panels/parts.js';
import {addResponsePad} from './panels/response-pad.js';
import {TransformScene} from './transform-scene.js';
import {kindOf, transforms} from './transforms.js';

/** @typedef {import('./figure-kind.js').PictureParts} PictureParts */
/** @typedef {import('./figure-kind.js').Pictures} Pictures */

/** @typedef {Partial<Record<string, unknown>>} Changes to settings */

/** Settings that the matrix depends on. */
const matrixKeys = /** @type {const} */ (['model', 'n', 'response', 'matrix']);

const models = Object.keys(transforms);

/** Whole cycles of the sine. */
const cycles = 3;
const firstOutput = 5;

/**
 * Settings in the attributes of an element that waits for its matrix; none where one of them cannot be
 * used.
 * @param {Element} element
 * @returns {Changes}
 */
function waitingIn(element) {
  const texts = textsFrom(key => element.getAttribute(key));
  const {values, model, problems} = readSettings(texts, {label: '', models});
  return model === 'own' && problems.length === 0 ? values : {};
}

/**
 * What the figure of the other transforms draws.
 * @extends {FigurePictures<TransformScene>}
 * @implements {Pictures}
 */
export class TransformPictures extends FigurePictures {
  #panels;
  #signalName = '';
  /** What the scene shows: the settings that its matrix depends on. */
  #shown = matrixKeys.map(() => /** @type {unknown} */ (undefined));
  /** Settings of a link that does not hold its matrix: they wait for it. @type {Changes} */
  #linked = {};
  /** What of the reader's is there again when its model is left and chosen again. @type {Changes} */
  #kept = {};

  /** @param {PictureParts} parts */
  constructor(...parts) {
    super(TransformScene, ...parts);
    const [figure] = parts;
    if (this.run.settings.model !== 'own') this.#linked = waitingIn(figure);
    this.#panels = this.#addPanels();
    this.addTable('column', this.#panels.column, {
      title: 'Weights as a table',
      caption: 'Weights of the selected output by input',
    });
    this.addTable('output', this.#panels.output, {
      title: 'Output as a table',
      caption: 'What comes out, by output',
    });
    this.addTable('response', this.#panels.response, {
      title: 'Impulse response as a table',
      caption: 'Impulse response by sample',
    });
    addMatrixFile({
      input: this.element("[data-part='matrix-file']"),
      signal: this.signal,
      onMatrix: matrix => void this.#open(matrix),
      onProblem: message => this.readouts.showMessage(message),
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
    this.#keep(); // now: the next may be chosen before this one is shown
    const {settings} = this.run;
    const shown = matrixKeys.map(key => settings[key]);
    if (shown.some((value, i) => value !== this.#shown[i])) await this.#begin(shown);
    await this.#makeSignal();
  }

  /**
   * The true matrix is what the transform makes of unit impulses.
   * @param {unknown[]} shown
   */
  async #begin(shown) {
    const {network} = this.run;
    if (!network) return;
    const {inputs, outputs} = network.shape;
    const impulses = new Float32Array(inputs * inputs);
    for (let i = 0; i < inputs; i++) impulses[i * inputs + i] = 1;
    const predicted = await unlessEnded(network.predict(impulses));
    if (!predicted || this.signal.aborted) return;
    const {reference} = predicted;
    const {inputParts, outputParts} = this.#kind;
    this.scene.begin({inputs, outputs, inputParts, outputParts}, reference);
    const {style} = /** @type {HTMLElement} */ (this.element('.matrices'));
    style.setProperty('--aspect', String(Math.max(0.5, Math.min(4, outputs / inputs))));
    this.#shown = shown;
    this.#slider.max = String(this.scene.units - 1);
    this.select(this.scene.selected);
  }

  #keep() {
    const {model, n, matrix, response} = this.run.settings;
    if (model === 'own') this.#kept.matrix = matrix;
    else this.#kept.n = n;
    if (model === 'convolution') this.#kept.response = response;
  }

  /**
   * @param {string} model
   * @throws {RangeError} where there is none of it yet
   */
  settingsOf(model) {
    this.#keep(); // its weights may never have come
    const {n, matrix, response} = this.#kept;
    if (model === 'own' && matrix === undefined) {
      throw new RangeError('A matrix of yours comes from a file: press “Open a matrix (.npy)…”.');
    }
    if (model === 'own') return {matrix};
    return model === 'convolution' ? {n, response} : {n};
  }

  get actions() {
    return {};
  }

  describeWeights() {
    const {settings, network} = this.run;
    const {inputs = 0, outputs = 0} = network?.shape ?? {};
    const {about} = this.#kind;
    this.readouts.write('about', about);
    const drawn = settings.model === 'convolution';
    this.element("[data-part='response']").toggleAttribute('hidden', !drawn);
    if (drawn) this.#panels.response.show(settings);
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

  /** @param {string} matrix */
  async #open(matrix) {
    this.#keep();
    const changes = {...changesToModel(this.run.settings, 'own'), ...this.#linked, matrix};
    if (await this.#configure(changes)) this.#linked = {};
  }

  /**
   * Goes back to the start with other settings, and on from there.
   * @param {Changes} changes
   * @returns {Promise<boolean>} whether they were possible
   */
  async #configure(changes) {
    const {run} = this;
    const goesOn = run.state === 'running';
    this.readouts.showMessage('');
    try {
      await run.configure(changes);
      if (goesOn) await run.play();
      return true;
    } catch (error) {
      this.readouts.showMessage(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  async #makeSignal() {
    const {seed} = this.run.settings;
    const {inputs, inputParts} = this.scene.shape;
    const n = inputs / inputParts;
    const name = this.#signalName;
    const asked = this.run.network?.signal(name, {n, bin: cycles, phase: 0, seed});
    const made = await unlessEnded(asked);
    if (!made || made.length < inputs || name !== this.#signalName) return;
    this.scene.signal = made.slice(0, inputs); // of real samples, the real part
    await this.loop.afresh();
  }

  get #kind() {
    return kindOf(this.run.settings);
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
      `${formatCounted(scene.shape.inputs, 'input')} down by ` +
      `${formatCounted(scene.shape.outputs, 'output')} across`;
    return {
      response: addResponsePad({
        stages,
        signal,
        canvas: this.canvas('response'),
        readout: named('response-cursor'),
        theme: () => scene.theme,
        onDrawn: response => void this.#configure({response}),
      }),
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
