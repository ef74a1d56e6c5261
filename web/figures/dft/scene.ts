import {binWeights} from '../../panels/rows/bin-weights.ts';
import {WeightScene} from '../../lab/weight-scene.ts';
import type {BinWeights} from '../../panels/rows/bin-weights.ts';

/**
 * What the views show: plain data, replaced piece by piece. Panels read it, the figure writes it.
 */
export class Scene extends WeightScene {
  n = 0;
  bin = 0;
  /** (2n, 2n), a row for each input */
  weights: Float32Array | null = null;
  /** of the selected bin */
  binWeights: BinWeights | null = null;
  /** (2n) */
  signal: Float32Array | null = null;
  /** what the network makes of the signal */
  learned: Float32Array | null = null;
  /** what the transform makes of it */
  reference: Float32Array | null = null;

  /** Forgets all pictures: the size has changed. */
  clear(n: number) {
    this.n = n;
    this.weights = this.signal = this.learned = this.reference = null;
    this.selectBin(this.bin);
  }

  selectBin(bin: number) {
    this.bin = Math.max(0, Math.min(this.n - 1, bin));
    this.binWeights = this.weights && binWeights(this.weights, this.n, this.bin);
  }

  setWeights(weights: Float32Array) {
    this.n = Math.sqrt(weights.length) / 2;
    this.weights = weights;
    this.selectBin(this.bin);
  }
}
