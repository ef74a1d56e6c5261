import {memoryOf} from '../views/memory-plot.js';
import {binResponse} from '../views/response-plot.js';
import {SpectrogramScene} from './spectrogram-scene.js';

/** @typedef {import('../engine/study/study-types.js').Eigenvalues} Eigenvalues */

/**
 * @typedef {object} CellSizes
 * @property {number} nperseg samples of the window that is to be learned
 * @property {number} hop
 * @property {number} hidden
 */

/** Points of the trail, about: sets of eigenvalues of the past. */
const trailPoints = 1200;

/** What the recurrent figure's panels show: plain data, replaced piece by piece. */
export class RecurrentScene extends SpectrogramScene {
  /** @type {CellSizes} */
  cell = {nperseg: 16, hop: 4, hidden: 16};
  bin = 2;
  /** Short windows leave little room between a tone and what leaks out of it. */
  lowest = -80;
  /** Null where there are none, undefined before it is known. @type {Eigenvalues | null | undefined} */
  eigenvalues;
  /** Why there are none. */
  problem = '';
  /** @type {Eigenvalues[]} the oldest first */
  past = [];
  /** Radius of the circle to compare them with. @type {number | null} */
  ring = null;
  /** @type {Float32Array | null} (lags, outputs), the network's impulse response */
  learned = null;
  /** @type {Float32Array | null} (lags, outputs), the transform's */
  truth = null;

  /** Samples back to which impulse responses are shown. */
  get lags() {
    return 2 * this.cell.nperseg;
  }

  /** Numbers in a frame: real parts, then imaginary ones. */
  get outputs() {
    return this.cell.nperseg + 2;
  }

  /** The bin that is chosen. */
  get response() {
    const responses = this.#responses;
    return responses && binResponse(responses, this.bin);
  }

  get memory() {
    const responses = this.#responses;
    return responses && memoryOf(responses);
  }

  /** The last frame that has been heard; of none, the first. */
  get head() {
    return Math.max(0, Math.min(this.axes.frames, this.heard) - 1);
  }

  /**
   * Another network.
   * @param {CellSizes} cell
   * @param {Float32Array} truth
   */
  begin(cell, truth) {
    this.cell = cell;
    this.truth = truth;
    this.clear();
  }

  /** @override */
  clear() {
    super.clear();
    this.learned = this.ring = null;
    this.eigenvalues = undefined;
    this.past = [];
  }

  /**
   * Where the eigenvalues are now; where they were becomes a part of the trail.
   * @param {Eigenvalues} found
   */
  moveTo(found) {
    if (this.eigenvalues) this.past = [...this.past, this.eigenvalues];
    this.problem = found.problem ?? '';
    this.eigenvalues = this.problem ? null : found;
    const most = Math.max(6, Math.floor(trailPoints / this.cell.hidden));
    // Every other one goes, so that the trail still reaches back to the start.
    if (this.past.length > most) this.past = this.past.filter((_, i) => i % 2 === 0);
  }

  get #responses() {
    const {learned, truth, outputs} = this;
    return learned && truth && {learned, truth, outputs, ...this.cell};
  }
}
