import {find} from '../../kit/find.ts';
import {divergingTable} from '../../kit/colour.ts';
import {addHeatmap} from '../../panels/heatmap/panel.ts';
import {addHelix} from '../../panels/helix/panel.ts';
import {binWeights} from '../../panels/rows/bin-weights.ts';
import {distanceToTruth} from './distance.ts';
import {sentence} from './words.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {BinWeights} from '../../panels/rows/bin-weights.ts';
import type {Moment, StoryPicture} from '../story/story-parts.ts';

/** The row that is shown first: a few turns can be counted. */
const firstRow = 5;

/** The map of all weights beside the spiral of one row. */
export class OpeningPicture implements StoryPicture {
  readonly actions = {};
  // what the panels read
  theme;
  table;
  n = 128;
  bin = firstRow;
  weights: Float32Array | null = null;
  binWeights: BinWeights | null = null;

  /** |W - W*| / |W*| of the weights; null: not worked out yet */
  #error: number | null = null;
  #stages;
  #panels;
  #rowText;

  constructor({
    root,
    stages,
    theme,
    signal,
  }: {
    root: ParentNode;
    stages: Stages;
    theme: Theme;
    signal: AbortSignal;
  }) {
    this.theme = theme;
    this.table = divergingTable(theme);
    this.#stages = stages;
    this.#rowText = find(root, "[data-readout='row']");
    const canvas = (name: string): HTMLCanvasElement => find(root, `[data-canvas='${name}']`);
    this.#panels = [
      addHeatmap({
        scene: this,
        stages,
        canvas: canvas('heatmap'),
        signal,
        selectBin: bin => this.#select(bin),
        isPlain: true,
      }),
      addHelix({scene: this, stages, canvas: canvas('helix'), signal}),
    ];
  }

  show(weights: Float32Array) {
    this.n = Math.sqrt(weights.length) / 2;
    this.weights = weights;
    this.#error = null;
    this.#select(this.bin);
  }

  setTheme(theme: Theme) {
    this.theme = theme;
    this.table = divergingTable(theme);
  }

  describe() {
    for (const panel of this.#panels) panel.describe();
  }

  sentence(moment: Moment) {
    const {weights, n} = this;
    if (!weights) return sentence(moment, null);
    this.#error ??= distanceToTruth(weights, n);
    return sentence(moment, {count: weights.length, error: this.#error});
  }

  #select(bin: number) {
    this.bin = Math.min(bin, this.n - 1);
    this.binWeights = this.weights && binWeights(this.weights, this.n, this.bin);
    this.#rowText.textContent = String(this.bin);
    this.#stages.invalidate();
  }
}
