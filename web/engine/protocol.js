/**
 * What a run and its workers say to each other; comlink carries the calls. Types only, no logic.
 *
 * One worker holds one shard: a range of the model's output columns. "Squares" are sums of squares
 * by unit (a bin, a frame) in ascending order, so that merging them gives the same bits however the
 * units were divided.
 */

/**
 * @typedef {object} ShardConfig see cpp/train/config.h
 * @property {string} model
 * @property {number} n
 * @property {number} nperseg
 * @property {number} hop
 * @property {number} hidden
 * @property {import('../settings/matrix.js').GivenMatrix | null} matrix what convolution and own learn
 * @property {number} seed
 * @property {string} optimizer
 * @property {number} learningRate
 * @property {number} decaySteps 0: the learning rate does not decay
 * @property {number} batch
 * @property {number} examples 0 is streaming
 * @property {boolean} tones whether it trains on tones instead of noise
 * @property {string} kernel
 * @property {{begin: number, end: number}} units
 * @property {number} shard its number, from 0,
 * @property {number} shards of so many
 */

/**
 * @typedef {object} Shape of the model
 * @property {number} inputs d
 * @property {number} outputs c
 * @property {number} units what shards divide; 0 where there is no such model
 * @property {number} rows of the weights as they are saved: d for a single layer
 * @property {number} columns likewise: c
 */

/**
 * @typedef {object} ShardStart what a fresh shard reports
 * @property {Int32Array} columns numbers, in the whole matrix, of the shard's columns
 * @property {Float64Array} floorSquares held-out squares of the rounded optimum
 * @property {Float64Array} optimumSquares of the optimum's weights
 */

/**
 * @typedef {object} Report
 * @property {number} step steps completed
 * @property {number} begun steps begun: step + 1 in the middle of one
 * @property {number} position steps completed and, about, the share of the next one that is done
 * @property {boolean} awaitsParts whether it can only go on with the parts of all other shards
 * @property {number} batchSize examples of the last step
 * @property {Float64Array} batchSquares of the last step, before its update
 * @property {Float64Array | null} heldOutSquares when an evaluation was asked for and done
 * @property {Float64Array | null} weightErrorSquares likewise
 */

/**
 * @typedef {object} Kept what came of keeping a shard
 * @property {boolean} whole false: halted before all was there, or refused
 * @property {{name: string, message: string} | null} refusal the storage's error
 */

/**
 * @typedef {object} Part of a snapshot: row-major, the shard's columns
 * @property {Float32Array | null} weights
 * @property {Float32Array | null} prediction
 * @property {Float32Array | null} reference
 */

/**
 * @typedef {object} TimedPart of rows in a hurry: row-major, the shard's columns
 * @property {Float32Array} prediction
 * @property {Float32Array} reference
 * @property {{network: number, reference: number}} milliseconds that each took
 */

/**
 * @typedef {object} ShardApi
 * @property {(core: import('./core-types.js').CompiledCore) => Promise<void>} load
 * @property {(kernel: string) => string} kernelInUse what the setting `kernel` comes to there
 * @property {(config: ShardConfig) => Shape} shape
 * @property {(config: ShardConfig) => number} defaultLearningRate
 * @property {(config: ShardConfig) => number} stableBound Infinity where none is known
 * @property {() => void} release lets go of the shard that it has
 * @property {(bytes: number) => boolean} reserve false where the core cannot have so much memory
 * @property {(config: ShardConfig) => Promise<ShardStart>} start when there is none
 * @property {(step: number, rate: number) => void} changeLearningRate from that step (of 0, 1, ...)
 * @property {(target: number, evaluate: boolean, patience: number) => Promise<Report>} advance until
 *   `target` steps are done, or halted, or `patience` milliseconds have passed, or it awaits parts;
 *   goes on from where that was, be it in the middle of a step
 * @property {() => number} position as in the report; answered while it advances, too
 * @property {() => Float32Array} part this shard's of what is summed in parts
 * @property {(shard: number, values: Float32Array) => void} setPart another shard's
 * @property {() => void} halt ends `advance` within a slice, `keep` at once
 * @property {(x: Float32Array | null, weights: boolean) => Part} snapshot the weights now, if asked
 *   for, and, where x (rows of d values) is given, what they and the true transform make of it
 * @property {(x: Float32Array) => TimedPart} timed what the weights now and the true transform make of
 *   rows of d values, and how long each took for it
 * @property {(name: string, length: number, seed: number) => Float32Array} audio a real test
 *   signal, see cpp/signal/audio_signals.h
 * @property {(begin: number, end: number) => Float32Array} weightRows of the shard's columns now
 * @property {(begin: number, end: number, limit: number, spare: Int8Array | null) => Int8Array}
 *   picture of the weights of units begin ... end-1 now: a row of d bytes for each column, unit after
 *   unit; 127 stands for `limit` and beyond, -127 likewise, -128 for what is not a number; in
 *   `spare`, where it is given
 * @property {(unit: number, begin: number, end: number) => Float32Array} unitRows weights now of the
 *   unit's columns, from inputs begin ... end-1
 * @property {(unit: number, begin: number, end: number) => number} squareSum of the unit's weights
 *   from inputs begin ... end-1
 * @property {(spectra: Float32Array) => import('./core-types.js').Resynthesis} resynthesise the
 *   sound of one or more rows of the spectrogram model's outputs, see spectra.js
 * @property {(settings: import('./core-types.js').StftSettings, samples: Float32Array)
 *   => Float64Array} stft (bins, frames) by the reference, re and im in turn
 * @property {() => number} stateArrays how many arrays a saved run holds of each unit
 * @property {(unit: number, array: number) => Float32Array} unitState between steps; array 0 is the
 *   unit's weights, the others what the optimiser remembers of them
 * @property {(unit: number, array: number, values: Float32Array) => void} setUnitState
 * @property {(step: number) => void} resumeAt once all states are set
 * @property {() => Promise<Kept['refusal']>} prepareKeeping loads what keep() needs
 * @property {(place: import('../storage/run-shelf.js').Place) => Promise<Kept>} keep writes the
 *   shard's states to the browser's shelf
 * @property {(name: string, n: number, bin: number, phase: number, seed: number) => Float32Array}
 *   signal a test signal, see cpp/signal/test_signals.h
 */

/** @typedef {'idle' | 'loading' | 'running' | 'paused' | 'converged' | 'diverged' | 'error'} State */

/**
 * @typedef {object} Progress
 * @property {number} step
 * @property {number} position steps done with the share, about, of the one at hand: below `step`
 *   where that was left open
 * @property {number} examples seen so far
 * @property {number} loss mean squared error of the last batch before its update; NaN at step 0
 * @property {number} heldOutLoss of the last evaluation
 * @property {number} weightError ||W - W*|| / ||W*|| (Frobenius) at the last evaluation
 * @property {number} stepsPerSecond
 */

export {};
