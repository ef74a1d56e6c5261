import {niceLimit} from '../../kit/plot.ts';
import {WeightScene} from '../../lab/weight-scene.ts';
import type {MatrixShape} from '../../panels/matrix/draw.ts';
import type {Parts} from '../../panels/parts/draw.ts';

/** What the transform figure's panels show: plain data, replaced piece by piece. */
export class TransformScene extends WeightScene {
  shape: MatrixShape = {inputs: 1, outputs: 1, inputParts: 1, outputParts: 1};
  /** (inputs, outputs), the network's */
  weights: Float32Array | null = null;
  /** (inputs, outputs), the transform's */
  truth: Float32Array | null = null;
  /** The scale of both. */
  limit = 1;
  selected = 0;
  /** (inputs) */
  signal: Float32Array | null = null;
  /** (outputs) what the network makes of it */
  learned: Float32Array | null = null;
  /** (outputs) what the transform makes of it */
  reference: Float32Array | null = null;

  /** How many outputs there are, parts taken together. */
  get units() {
    return this.shape.outputs / this.shape.outputParts;
  }

  /** Another transform, or another size. */
  begin(shape: MatrixShape, truth: Float32Array) {
    this.shape = shape;
    this.truth = truth;
    this.limit = niceLimit(truth.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0));
    this.weights = this.learned = this.reference = null;
    this.select(this.selected);
  }

  select(output: number) {
    this.selected = Math.max(0, Math.min(this.units - 1, output));
  }

  /** The selected output's weights. */
  get column(): Parts | null {
    const {weights, truth} = this;
    return weights && truth && {learned: this.#columns(weights), truth: this.#columns(truth)};
  }

  /** What comes out for the signal. */
  get output(): Parts | null {
    const {learned, reference} = this;
    return learned && reference && {learned: this.#parts(learned), truth: this.#parts(reference)};
  }

  #columns(matrix: Float32Array) {
    const {inputs, outputs, outputParts} = this.shape;
    return Array.from({length: outputParts}, (_, part) =>
      Float32Array.from({length: inputs}, (_, input) => {
        return matrix[input * outputs + part * this.units + this.selected];
      }),
    );
  }

  /** @param values (outputs) */
  #parts(values: Float32Array) {
    const {units} = this;
    return Array.from({length: this.shape.outputParts}, (_, part) =>
      values.subarray(part * units, (part + 1) * units),
    );
  }
}
