import {memoryOf} from '../../panels/memory/draw.ts';
import {binResponse} from '../../panels/response/draw.ts';
import {SpectrogramScene} from '../spectrogram/scene.ts';
import type {Eigenvalues} from '../../engine/study/study-types.ts';

export interface CellSizes {
  /** samples of the window that is to be learned */
  nperseg: number;
  hop: number;
  hidden: number;
}

/** Points of the trail, about: sets of eigenvalues of the past. */
const trailPoints = 1200;

/** What the recurrent figure's panels show: plain data, replaced piece by piece. */
export class RecurrentScene extends SpectrogramScene {
  cell: CellSizes = {nperseg: 16, hop: 4, hidden: 16};
  bin = 2;
  /** Short windows leave little room between a tone and what leaks out of it. */
  lowest = -80;
  /** Null where there are none, undefined before it is known. */
  eigenvalues: Eigenvalues | null | undefined;
  /** Why there are none. */
  problem = '';
  /** the oldest first */
  past: Eigenvalues[] = [];
  /** Radius of the circle to compare them with. */
  ring: number | null = null;
  /** (lags, outputs), the network's impulse response */
  learned: Float32Array | null = null;
  /** (lags, outputs), the transform's */
  truth: Float32Array | null = null;

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

  /** Another network. */
  begin(cell: CellSizes, truth: Float32Array) {
    this.cell = cell;
    this.truth = truth;
    this.clear();
  }

  override clear() {
    super.clear();
    this.learned = this.ring = null;
    this.eigenvalues = undefined;
    this.past = [];
  }

  /** Where the eigenvalues are now; where they were becomes a part of the trail. */
  moveTo(found: Eigenvalues) {
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
