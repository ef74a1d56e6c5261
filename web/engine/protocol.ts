import type {GivenMatrix} from '../settings/matrix.ts';
import type {CompiledCore, Resynthesis, StftSettings} from './core-types.ts';
import type {Place} from '../storage/run-shelf.ts';

/**
 * What a run and its workers say to each other; comlink carries the calls. Types only, no logic.
 *
 * One worker holds one shard: a range of the model's output columns. "Squares" are sums of squares
 * by unit (a bin, a frame) in ascending order, so that merging them gives the same bits however the
 * units were divided.
 */

/** What a shard trains, and how, see cpp/train/config.h. */
export interface ShardConfig {
  model: string;
  n: number;
  nperseg: number;
  hop: number;
  hidden: number;
  /** what convolution and own learn */
  matrix: GivenMatrix | null;
  seed: number;
  optimizer: string;
  learningRate: number;
  /** 0: the learning rate does not decay */
  decaySteps: number;
  batch: number;
  /** 0 is streaming */
  examples: number;
  /** whether it trains on tones instead of noise */
  tones: boolean;
  kernel: string;
  units: {begin: number; end: number};
  /** its number, from 0 */
  shard: number;
  /** of so many */
  shards: number;
}

/** The sizes of a model. */
export interface Shape {
  /** d */
  inputs: number;
  /** c */
  outputs: number;
  /** what shards divide; 0 where there is no such model */
  units: number;
  /** of the weights as they are saved: d for a single layer */
  rows: number;
  /** likewise: c */
  columns: number;
}

/** What a fresh shard reports. */
interface ShardStart {
  /** numbers, in the whole matrix, of the shard's columns */
  columns: Int32Array;
  /** held-out squares of the rounded optimum */
  floorSquares: Float64Array;
  /** of the optimum's weights */
  optimumSquares: Float64Array;
}

export interface Report {
  /** steps completed */
  step: number;
  /** steps begun: step + 1 in the middle of one */
  begun: number;
  /** steps completed and, about, the share of the next one that is done */
  position: number;
  /** whether it can only go on with the parts of all other shards */
  awaitsParts: boolean;
  /** examples of the last step */
  batchSize: number;
  /** of the last step, before its update */
  batchSquares: Float64Array;
  /** when an evaluation was asked for and done */
  heldOutSquares: Float64Array | null;
  /** likewise */
  weightErrorSquares: Float64Array | null;
}

/** What came of keeping a shard. */
interface Kept {
  /** false: halted before all was there, or refused */
  whole: boolean;
  /** the storage's error */
  refusal: {name: string; message: string} | null;
}

/** A shard's part of a snapshot: row-major, its columns. */
interface Part {
  /** that the weights are of; null in the middle of one */
  step: number | null;
  weights: Float32Array | null;
  prediction: Float32Array | null;
  reference: Float32Array | null;
}

/** Its part of rows in a hurry: row-major, its columns. */
interface TimedPart {
  prediction: Float32Array;
  reference: Float32Array;
  /** that each took */
  milliseconds: {network: number; reference: number};
}

export interface ShardApi {
  load: (core: CompiledCore) => Promise<void>;
  /** what the setting `kernel` comes to there */
  kernelInUse: (kernel: string) => string;
  shape: (config: ShardConfig) => Shape;
  defaultLearningRate: (config: ShardConfig) => number;
  /** Infinity where none is known */
  stableBound: (config: ShardConfig) => number;
  /** lets go of the shard that it has */
  release: () => void;
  /** false where the core cannot have so much memory */
  reserve: (bytes: number) => boolean;
  /** when there is none */
  start: (config: ShardConfig) => Promise<ShardStart>;
  /** from that step (of 0, 1, ...) */
  changeLearningRate: (step: number, rate: number) => void;
  /**
   * until `target` steps are done, or halted, or `patience` milliseconds have passed, or it awaits
   * parts; goes on from where that was, be it in the middle of a step
   */
  advance: (target: number, evaluate: boolean, patience: number) => Promise<Report>;
  /** as in the report; answered while it advances, too */
  position: () => number;
  /** this shard's of what is summed in parts */
  part: () => Float32Array;
  /** another shard's */
  setPart: (shard: number, values: Float32Array) => void;
  /** ends `advance` within a slice, `keep` at once */
  halt: () => void;
  /**
   * the weights now, if asked for, and, where x (rows of d values) is given, what they and the true
   * transform make of it
   */
  snapshot: (x: Float32Array | null, weights: boolean) => Part;
  /**
   * what the weights now and the true transform make of rows of d values, and how long each took
   * for it
   */
  timed: (x: Float32Array) => TimedPart;
  /** a real test signal, see cpp/signal/audio_signals.h */
  audio: (name: string, length: number, seed: number) => Float32Array;
  /** of the shard's columns now */
  weightRows: (begin: number, end: number) => Float32Array;
  /**
   * of the weights of units begin ... end-1 now: a row of d bytes for each column, unit after
   * unit; 127 stands for `limit` and beyond, -127 likewise, -128 for what is not a number; in
   * `spare`, where it is given
   */
  picture: (begin: number, end: number, limit: number, spare: Int8Array | null) => Int8Array;
  /** weights now of the unit's columns, from inputs begin ... end-1 */
  unitRows: (unit: number, begin: number, end: number) => Float32Array;
  /** of the unit's weights from inputs begin ... end-1 */
  squareSum: (unit: number, begin: number, end: number) => number;
  /** the sound of one or more rows of the spectrogram model's outputs, see spectra.ts */
  resynthesise: (spectra: Float32Array) => Resynthesis;
  /** (bins, frames) by the reference, re and im in turn */
  stft: (settings: StftSettings, samples: Float32Array) => Float64Array;
  /** how many arrays a saved run holds of each unit */
  stateArrays: () => number;
  /**
   * between steps; array 0 is the unit's weights, the others what the optimiser remembers of them
   */
  unitState: (unit: number, array: number) => Float32Array;
  setUnitState: (unit: number, array: number, values: Float32Array) => void;
  /** once all states are set */
  resumeAt: (step: number) => void;
  /** loads what keep() needs */
  prepareKeeping: () => Promise<Kept['refusal']>;
  /** writes the shard's states to the browser's shelf */
  keep: (place: Place) => Promise<Kept>;
  /** a test signal, see cpp/signal/test_signals.h */
  signal: (name: string, n: number, bin: number, phase: number, seed: number) => Float32Array;
}

export type State = 'idle' | 'loading' | 'running' | 'paused' | 'converged' | 'diverged' | 'error';

export interface Progress {
  step: number;
  /** steps done with the share, about, of the one at hand: below `step` where that was left open */
  position: number;
  /** seen so far */
  examples: number;
  /** mean squared error of the last batch before its update; NaN at step 0 */
  loss: number;
  /** of the last evaluation */
  heldOutLoss: number;
  /** ||W - W*|| / ||W*|| (Frobenius) at the last evaluation */
  weightError: number;
  stepsPerSecond: number;
}
