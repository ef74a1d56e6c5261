import {niceLimit} from '../views/plot.js';
import {WeightScene} from './weight-scene.js';

/** @typedef {import('../views/matrix.js').MatrixShape} MatrixShape */
/** @typedef {import('../views/parts-plot.js').Parts} Parts */

/** What the transform figure's panels show: plain data, replaced piece by piece. */
export class TransformScene extends WeightScene {
  /** @type {MatrixShape} */
  shape = {inputs: 1, outputs: 1, inputParts: 1, outputParts: 1};
  /** @type {Float32Array | null} (inputs, outputs), the network's */
  weights = null;
  /** @type {Float32Array | null} (inputs, outputs), the transform's */
  truth = null;
  /** The scale of both. */
  limit = 1;
  selected = 0;
  /** @type {Float32Array | null} (inputs) */
  signal = null;
  /** @type {Float32Array | null} (outputs) what the network makes of it */
  learned = null;
  /** @type {Float32Array | null} (outputs) what the transform makes of it */
  reference = null;

  /** How many outputs there are, parts taken together. */
  get units() {
    return this.shape.outputs / this.shape.outputParts;
  }

  /**
   * Another transform, or another size.
   * @param {MatrixShape} shape
   * @param {Float32Array} truth
   */
  begin(shape, truth) {
    this.shape = shape;
    this.truth = truth;
    this.limit = niceLimit(truth.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0));
    this.weights = this.learned = this.reference = null;
    this.select(this.selected);
  }

  /** @param {number} output */
  select(output) {
    this.selected = Math.max(0, Math.min(this.units - 1, output));
  }

  /** The selected output's weights. @returns {Parts | null} */
  get column() {
    const {weights, truth} = this;
    return weights && truth && {learned: this.#columns(weights), truth: this.#columns(truth)};
  }

  /** What comes out for the signal. @returns {Parts | null} */
  get output() {
    const {learned, reference} = this;
    return learned && reference && {learned: this.#parts(learned), truth: this.#parts(reference)};
  }

  /** @param {Float32Array} matrix */
  #columns(matrix) {
    const {inputs, outputs, outputParts} = this.shape;
    return Array.from({length: outputParts}, (_, part) =>
      Float32Array.from({length: inputs}, (_, input) => {
        return matrix[input * outputs + part * this.units + this.selected];
      }),
    );
  }

  /** @param {Float32Array} values (outputs) */
  #parts(values) {
    const {units} = this;
    return Array.from({length: this.shape.outputParts}, (_, part) =>
      values.subarray(part * units, (part + 1) * units),
    );
  }
}
