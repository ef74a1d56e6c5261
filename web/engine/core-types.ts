import type {ShardConfig, Shape} from './protocol.ts';

/**
 * Types of what cpp/bindings/bindings.cpp registers (this Emscripten makes none itself).
 */

/** What trains a shard, see cpp/train/trainer.h; delete() it when done. */
export interface Trainer {
  step: () => number;
  midStep: () => boolean;
  position: () => number;
  advance: () => boolean;
  awaitsParts: () => boolean;
  part: () => Float32Array;
  setPart: (shard: number, values: Float32Array) => void;
  advanceEvaluation: () => boolean;
  advanceFloor: () => boolean;
  changeLearningRate: (step: number, rate: number) => void;
  batchSize: () => number;
  batchSquares: () => Float64Array;
  heldOutSquares: () => Float64Array;
  weightErrorSquares: () => Float64Array;
  optimumSquares: () => Float64Array;
  columns: () => Int32Array;
  weights: () => Float32Array;
  weightRows: (begin: number, end: number) => Float32Array;
  copyPicture: (unit: number, limit: number, target: Int8Array, offset: number) => void;
  unitRows: (unit: number, begin: number, end: number) => Float32Array;
  squareSum: (unit: number, begin: number, end: number) => number;
  stateArrays: () => number;
  /** values in each of them */
  unitLength: () => number;
  copyUnitState: (unit: number, array: number, target: Float32Array) => void;
  setUnitState: (unit: number, array: number, values: Float32Array) => void;
  resumeAt: (step: number) => void;
  predict: (x: Float32Array) => Float32Array;
  reference: (x: Float32Array) => Float32Array;
  delete: () => void;
}

/** Products with a matrix W, see cpp/linalg/product.h; delete() it when done. */
interface Product {
  /** of W, whole ones, row-major */
  setRows: (first: number, rows: Float32Array) => void;
  /** whole rows, row-major */
  apply: (x: Float32Array) => Float32Array;
  delete: () => void;
}

/** Of the reference, see cpp/reference/stft.h. */
export interface StftSettings {
  fs: number;
  window: string;
  nperseg: number;
  noverlap: number;
  nfft: number;
  detrend: string;
  scaling: string;
}

/** The reference, see cpp/reference/stft.h; delete() it when done. */
export interface Stft {
  /** re and im in turn */
  transform: (signal: Float32Array | Float64Array) => Float64Array;
  delete: () => void;
}

/** A sound put together again, see cpp/reference/istft.h. */
export interface Resynthesis {
  samples: Float64Array;
  /** of each sample: the sum of the squared windows over it */
  weights: Float64Array;
}

/** What every worker makes its own instance of. */
export interface CompiledCore {
  core: WebAssembly.Module;
  /** see relaxed-kernel.ts; null where there is none */
  relaxed: WebAssembly.Module | null;
}

export interface Core {
  Trainer: new (config: ShardConfig) => Trainer;
  configError: (config: ShardConfig) => string;
  shapeOf: (config: ShardConfig) => Shape;
  stepsPerEpoch: (examples: number, batch: number) => number;
  defaultLearningRate: (config: ShardConfig) => number;
  stableBound: (
    model: string,
    optimizer: string,
    inputs: number,
    outputs: number,
    batch: number,
  ) => number;
  /** whether so many can be had in one piece: memory grows by them, and stays so */
  reserve: (bytes: number) => boolean;
  stftError: (settings: StftSettings, length: number) => string;
  Stft: new (settings: StftSettings) => Stft;
  /** re and im in turn */
  stft: (settings: StftSettings, signal: Float64Array) => Float64Array;
  repeatStft: (settings: StftSettings, signal: Float32Array, times: number) => void;
  istftError: (settings: StftSettings, values: number, frames: number) => string;
  /** `values` as stft returns them */
  istft: (settings: StftSettings, values: Float64Array, frames: number) => Resynthesis;
  signal: (name: string, n: number, bin: number, phase: number, seed: number) => Float32Array;
  audio: (name: string, length: number, seed: number) => Float32Array;
  /** Emscripten's: a pointer to it */
  addFunction: (wasm: WebAssembly.ExportValue, signature: string) => number;
  /** 0 takes it away */
  useRelaxedKernel: (pointer: number) => void;
  /** what `auto` is here */
  kernelInUse: (kernel: string) => string;
  Product: new (kernel: string, inputs: number, outputs: number) => Product;
  butterfly: (n: number, x: Float32Array, weights: Float32Array) => Float32Array;
  repeatProduct: (kernel: string, m: number, k: number, n: number, times: number) => void;
  normals: (seed: number, stream: number, sequence: number, count: number) => Float32Array;
  words: (seed: number, stream: number, sequence: number, count: number) => Uint32Array;
}
