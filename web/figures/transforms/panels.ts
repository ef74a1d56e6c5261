import {unlessEnded} from '../../engine/unless-ended.ts';
import {formatCount, formatCounted, formatScientific} from '../../words/format.ts';
import {drawLegend} from '../../kit/legend.ts';
import {partsError} from '../../panels/parts/draw.ts';
import {changesToModel} from '../../settings/fitted.ts';
import {readSettings, textsFrom} from '../../settings/reader.ts';
import {RunPanels} from '../../lab/run-panels.ts';
import {addMatrix} from '../../panels/matrix/panel.ts';
import {addMatrixFile} from './matrix-file.ts';
import {addParts} from '../../panels/parts/panel.ts';
import {addResponsePad} from '../../panels/response-pad/panel.ts';
import {addWeightErrors} from '../../panels/weight-errors/panel.ts';
import {TransformScene} from './scene.ts';
import {kindOf, transforms} from './transforms.ts';
import type {Frame} from '../../runs/frame.ts';
import type {PanelParts, Panels} from '../../lab/panels.ts';

/** Changes to settings. */
type Changes = Partial<Record<string, unknown>>;

/** Settings that the matrix depends on. */
const matrixKeys = ['model', 'n', 'response', 'matrix'] as const;

/** Whole cycles of the sine. */
const cycles = 3;
const firstOutput = 5;

/**
 * Settings in the attributes of an element that waits for its matrix; none where one of them cannot be
 * used.
 */
function waitingIn(element: Element): Changes {
  const texts = textsFrom(key => element.getAttribute(key));
  const {values, model, problems} = readSettings(texts, {label: '', models: transforms});
  return model === 'own' && problems.length === 0 ? values : {};
}

/** What the figure of the other transforms draws. */
export class TransformPanels extends RunPanels<TransformScene> implements Panels {
  #panels;
  #signalName = '';
  /** What the scene shows: the settings that its matrix depends on. */
  #shown = matrixKeys.map(() => undefined as unknown);
  /** Settings of a link that does not hold its matrix: they wait for it. */
  #linked: Changes = {};
  /** What of the reader's is there again when its model is left and chosen again. */
  #kept: Changes = {};

  constructor(parts: PanelParts) {
    super(TransformScene, parts);
    const {figure} = parts;
    if (this.run.settings.model !== 'own') this.#linked = waitingIn(figure);
    this.#panels = this.#addPanels();
    this.addTable('column', this.#panels.column, {
      title: 'Weights as a table',
      caption: 'Weights of the selected output by input',
    });
    this.addTable('weight-errors', this.#panels.errors, {
      title: 'Errors as a table',
      caption: 'Weights by their distance from the true ones',
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

  override get panels() {
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

  /** The true matrix is what the transform makes of unit impulses. */
  async #begin(shown: unknown[]) {
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
    const {style} = this.element<HTMLElement>('.matrices');
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

  /** @throws RangeError where there is none of it yet */
  settingsOf(model: string) {
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
    this.readouts.write('about', this.#kind.about ?? '');
    const drawn = settings.model === 'convolution';
    this.element("[data-part='response']").toggleAttribute('hidden', !drawn);
    if (drawn) this.#panels.response.show(settings);
    return `${formatCount(inputs * outputs)}, ${formatCount(inputs)} × ${formatCount(outputs)}`;
  }

  /** @param name of the test signal */
  setSignal(name: string) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    void this.#makeSignal();
  }

  select(output: number) {
    this.scene.select(output);
    const text = String(this.scene.selected);
    this.#slider.value = text;
    for (const name of ['output', 'output-column']) this.readouts.write(name, text);
    this.stages.invalidate();
    this.describe();
  }

  override async takePicture(frame: Frame) {
    const {scene} = this;
    const shown = this.#shown;
    const signal = scene.signal ?? undefined;
    if (this.areNeeded('learned', 'column', 'weight-errors')) {
      const {weights} = await frame.snapshot(signal);
      const fits = weights.length === scene.truth?.length;
      if (!fits || shown !== this.#shown || this.signal.aborted) return;
      scene.weights = weights;
    }
    const {prediction, reference} = await frame.made(signal);
    if (shown !== this.#shown || this.signal.aborted) return;
    scene.learned = prediction;
    scene.reference = reference;
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

  async #open(matrix: string) {
    this.#keep();
    const changes = {...changesToModel(this.run.settings, 'own'), ...this.#linked, matrix};
    if (await this.#configure(changes)) this.#linked = {};
  }

  /**
   * Goes back to the start with other settings, and on from there.
   * @returns whether they were possible
   */
  async #configure(changes: Changes): Promise<boolean> {
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

  get #slider(): HTMLInputElement {
    return this.element("[data-part='output-slider']");
  }

  #addPanels() {
    const {scene, stages, signal} = this;
    const {named} = this.readouts;
    const common = {scene, stages, signal, select: (at: number) => this.select(at)};
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
      errors: addWeightErrors({
        ...common,
        canvas: this.canvas('weight-errors'),
        readout: named('weight-errors-cursor'),
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
