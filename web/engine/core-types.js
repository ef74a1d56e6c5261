/**
 * Types of what cpp/bindings/bindings.cpp registers (this Emscripten makes none itself).
 */

/**
 * @typedef {object} Trainer cpp/train/trainer.h; delete() it when done
 * @property {() => number} step
 * @property {() => boolean} midStep
 * @property {() => number} position
 * @property {() => boolean} advance
 * @property {() => boolean} awaitsParts
 * @property {() => Float32Array} part
 * @property {(shard: number, values: Float32Array) => void} setPart
 * @property {() => boolean} advanceEvaluation
 * @property {() => boolean} advanceFloor
 * @property {(step: number, rate: number) => void} changeLearningRate
 * @property {() => number} batchSize
 * @property {() => Float64Array} batchSquares
 * @property {() => Float64Array} heldOutSquares
 * @property {() => Float64Array} weightErrorSquares
 * @property {() => Float64Array} optimumSquares
 * @property {() => Int32Array} columns
 * @property {() => Float32Array} weights
 * @property {(begin: number, end: number) => Float32Array} weightRows
 * @property {(unit: number, limit: number, target: Int8Array, offset: number) => void} copyPicture
 * @property {(unit: number, begin: number, end: number) => Float32Array} unitRows
 * @property {(unit: number, begin: number, end: number) => number} squareSum
 * @property {() => number} stateArrays
 * @property {() => number} unitLength values in each of them
 * @property {(unit: number, array: number, target: Float32Array) => void} copyUnitState
 * @property {(unit: number, array: number, values: Float32Array) => void} setUnitState
 * @property {(step: number) => void} resumeAt
 * @property {(x: Float32Array) => Float32Array} predict
 * @property {(x: Float32Array) => Float32Array} reference
 * @property {() => void} delete
 */

/**
 * @typedef {object} Product cpp/linalg/product.h; delete() it when done
 * @property {(first: number, rows: Float32Array) => void} setRows of W, whole ones, row-major
 * @property {(x: Float32Array) => Float32Array} apply whole rows, row-major
 * @property {() => void} delete
 */

/**
 * @typedef {object} StftSettings cpp/reference/stft.h
 * @property {number} fs
 * @property {string} window
 * @property {number} nperseg
 * @property {number} noverlap
 * @property {number} nfft
 * @property {string} detrend
 * @property {string} scaling
 */

/**
 * @typedef {object} Stft cpp/reference/stft.h; delete() it when done
 * @property {(signal: Float32Array | Float64Array) => Float64Array} transform re and im in turn
 * @property {() => void} delete
 */

/**
 * @typedef {object} Resynthesis cpp/reference/istft.h
 * @property {Float64Array} samples
 * @property {Float64Array} weights of each sample: the sum of the squared windows over it
 */

/**
 * @typedef {object} CompiledCore what every worker makes its own instance of
 * @property {WebAssembly.Module} core
 * @property {WebAssembly.Module | null} relaxed see relaxed-kernel.js; null where there is none
 */

/**
 * @typedef {object} Core
 * @property {new (config: import('./protocol.js').ShardConfig) => Trainer} Trainer
 * @property {(config: import('./protocol.js').ShardConfig) => string} configError
 * @property {(config: import('./protocol.js').ShardConfig) => import('./protocol.js').Shape} shapeOf
 * @property {(examples: number, batch: number) => number} stepsPerEpoch
 * @property {(config: import('./protocol.js').ShardConfig) => number} defaultLearningRate
 * @property {(model: string, optimizer: string, inputs: number, outputs: number, batch: number)
 *   => number} stableBound
 * @property {(bytes: number) => boolean} reserve whether so many can be had in one piece: memory
 *   grows by them, and stays so
 * @property {(settings: StftSettings, length: number) => string} stftError
 * @property {new (settings: StftSettings) => Stft} Stft
 * @property {(settings: StftSettings, signal: Float64Array) => Float64Array} stft re and im in turn
 * @property {(settings: StftSettings, signal: Float32Array, times: number) => void} repeatStft
 * @property {(settings: StftSettings, values: number, frames: number) => string} istftError
 * @property {(settings: StftSettings, values: Float64Array, frames: number) => Resynthesis} istft
 *   `values` as stft returns them
 * @property {(name: string, n: number, bin: number, phase: number, seed: number) => Float32Array}
 *   signal
 * @property {(name: string, length: number, seed: number) => Float32Array} audio
 * @property {(wasm: WebAssembly.ExportValue, signature: string) => number} addFunction Emscripten's:
 *   a pointer to it
 * @property {(pointer: number) => void} useRelaxedKernel 0 takes it away
 * @property {(kernel: string) => string} kernelInUse what `auto` is here
 * @property {new (kernel: string, inputs: number, outputs: number) => Product} Product
 * @property {(n: number, x: Float32Array, weights: Float32Array) => Float32Array} butterfly
 * @property {(kernel: string, m: number, k: number, n: number, times: number) => void}
 *   repeatProduct
 * @property {(seed: number, stream: number, sequence: number, count: number) => Float32Array}
 *   normals
 * @property {(seed: number, stream: number, sequence: number, count: number) => Uint32Array} words
 */

export {};
