import {binWeights} from '../views/bin-weights.js';
import {WeightScene} from './weight-scene.js';

/** @typedef {import('../views/bin-weights.js').BinWeights} BinWeights */

/**
 * What the views show: plain data, replaced piece by piece. Panels read it, the figure writes it.
 */
export class Scene extends WeightScene {
  n = 0;
  bin = 0;
  /** @type {Float32Array | null} (2n, 2n), a row for each input */
  weights = null;
  /** @type {BinWeights | null} of the selected bin */
  binWeights = null;
  /** @type {Float32Array | null} (2n) */
  signal = null;
  /** @type {Float32Array | null} what the network makes of the signal */
  learned = null;
  /** @type {Float32Array | null} what the transform makes of it */
  reference = null;

  /**
   * Forgets all pictures: the size has changed.
   * @param {number} n
   */
  clear(n) {
    this.n = n;
    this.weights = this.signal = this.learned = this.reference = null;
    this.selectBin(this.bin);
  }

  /** @param {number} bin */
  selectBin(bin) {
    this.bin = Math.max(0, Math.min(this.n - 1, bin));
    this.binWeights = this.weights && binWeights(this.weights, this.n, this.bin);
  }

  /** @param {Float32Array} weights */
  setWeights(weights) {
    this.n = Math.sqrt(weights.length) / 2;
    this.weights = weights;
    this.selectBin(this.bin);
  }
}
