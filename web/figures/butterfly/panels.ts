import {unlessEnded} from '../../engine/unless-ended.ts';
import {formatCount, formatScientific} from '../../words/format.ts';
import {mostLines} from '../../panels/butterfly/layout.ts';
import {partsError} from '../../panels/parts/draw.ts';
import {drawPhaseLegend} from '../../kit/phase-legend.ts';
import {ButterflyScene} from './scene.ts';
import {RunPanels} from '../../lab/run-panels.ts';
import {addButterflyBlock} from './block.ts';
import {addButterflyCosts} from './costs.ts';
import {addButterfly} from '../../panels/butterfly/panel.ts';
import {addLayerDistances} from '../../panels/butterfly/distances.ts';
import {addParts} from '../../panels/parts/panel.ts';
import type {Frame} from '../../runs/frame.ts';
import type {PanelParts, Panels} from '../../lab/panels.ts';
import type {Block} from '../../panels/butterfly/factors.ts';

/** Whole cycles of the sine. */
const cycles = 3;

/** Nearer than this, the weights are Cooley and Tukey's; further than that, something else. */
const found = 1e-3;
const near = 0.1;

const ofLines =
  'A line for each value, samples at the left, frequencies at the right; each edge is a weight. ' +
  'Choose a block, and its four stand out. With n = 8 each can be followed.';
const ofCells =
  'Too many lines to draw: a row is a block, its four weights side by side, sorted by its twiddle ' +
  'factor. Choose a block, and it is framed.';

/** What the butterfly's figure draws. */
export class ButterflyPanels extends RunPanels<ButterflyScene> implements Panels {
  #panels;
  #block;
  #costs;
  #signalName = '';

  constructor(parts: PanelParts) {
    super(ButterflyScene, parts);
    const {root} = parts;
    this.#begin(); // at once: the size says how high the pictures are
    this.#panels = this.#addPanels();
    this.#block = addButterflyBlock({
      scene: this.scene,
      root,
      readouts: this.readouts,
      signal: this.signal,
      select: block => this.select(block),
    });
    this.#costs = addButterflyCosts(this.element("[data-part='costs']"));
    this.#block.update();
    this.addTable('distances', this.#panels.distances, {
      title: 'Distances as a table',
      caption: 'Distance to the twiddle factors by layer',
    });
    this.addTable('output', this.#panels.output, {
      title: 'Output as a table',
      caption: 'What comes out, by output',
    });
  }

  override get panels() {
    return this.#panels;
  }

  /** There are weights, perhaps of another size than before. */
  async onReady() {
    if (this.scene.n !== this.run.settings.n) this.#begin();
    this.select(this.scene.selected);
    await this.#makeSignal();
  }

  #begin() {
    const {n} = this.run.settings;
    this.scene.begin(n);
    this.readouts.write('how', n <= mostLines ? ofLines : ofCells);
  }

  get actions() {
    return {};
  }

  describeWeights() {
    const {n} = this.run.settings;
    const layers = Math.log2(n);
    this.#costs.update(n);
    return `${layers} layers of ${n / 2} blocks: ${formatCount(2 * n * layers)} complex numbers`;
  }

  /** @param name of the test signal */
  setSignal(name: string) {
    if (name === this.#signalName) return;
    this.#signalName = name;
    void this.#makeSignal();
  }

  select(block: Block) {
    this.scene.select(block);
    this.#block.update();
    this.stages.invalidate();
    this.describe();
  }

  override async takePicture(frame: Frame) {
    const {scene} = this;
    const {n} = scene;
    const snapshot = await frame.snapshot(scene.signal ?? undefined);
    const fits = snapshot && snapshot.weights.length === scene.truth.length;
    if (!fits || n !== scene.n || this.signal.aborted) return;
    scene.setWeights(snapshot.weights);
    scene.learned = snapshot.prediction;
    scene.reference = snapshot.reference;
    this.#tell();
    for (const name of ['learned', 'distances', 'output']) {
      this.stages.invalidate(this.canvas(name));
    }
    this.readouts.showProgress(this.run);
    if (this.run.state !== 'running') this.describe();
  }

  /** What has been found, in words and numbers. */
  #tell() {
    const {output, largestDistance: distance} = this.scene;
    this.readouts.write('found', verdict(distance, this.scene.truth.length / 2));
    this.readouts.write('output-error', output ? formatScientific(partsError(output)) : '–');
    this.#block.update();
  }

  async #makeSignal() {
    const {n, seed} = this.run.settings;
    const name = this.#signalName;
    const asked = this.run.network?.signal(name, {n, bin: cycles, phase: 0, seed});
    const made = await unlessEnded(asked);
    if (made?.length !== 2 * this.scene.n || name !== this.#signalName) return;
    this.scene.signal = made;
    await this.loop.afresh();
  }

  #addPanels() {
    const {scene, stages, signal} = this;
    const {named} = this.readouts;
    stages.add(this.canvas('legend'), ({context, width, height}) => {
      drawPhaseLegend(context, scene.colours, {width, height, theme: scene.theme});
    });
    const common = {scene, stages, signal, select: (at: Block) => this.select(at)};
    const selected = () =>
      `block ${scene.selected.index + 1} of layer ${scene.selected.layer + 1} is selected`;
    const size = () => `${scene.n} lines, ${scene.layers} layers`;
    return {
      learned: addButterfly({
        ...common,
        canvas: this.canvas('learned'),
        read: () => scene.factors,
        describe: () =>
          `The network’s butterfly, ${size()}; the largest distance to the true weights is ` +
          `${formatScientific(scene.largestDistance)}; ${selected()}`,
      }),
      truth: addButterfly({
        ...common,
        canvas: this.canvas('truth'),
        read: () => scene.truth,
        describe: () => `Cooley and Tukey’s butterfly, ${size()}; ${selected()}`,
      }),
      distances: addLayerDistances({scene, stages, canvas: this.canvas('distances')}),
      output: addParts({
        scene,
        stages,
        signal,
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

/**
 * @param distance of the furthest weight from Cooley and Tukey's
 * @param count of weights
 */
function verdict(distance: number, count: number) {
  const text = formatScientific(distance);
  if (distance < found) {
    return (
      `It has found the fast Fourier transform: none of its ${formatCount(count)} weights is ` +
      `further than ${text} from Cooley and Tukey’s.`
    );
  }
  const so = distance < near ? 'Nearly there' : 'Not yet the fast Fourier transform';
  return `${so}: the furthest of its ${formatCount(count)} weights is ${text} from Cooley and Tukey’s.`;
}
