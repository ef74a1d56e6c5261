import {Division} from './division.js';

/**
 * How much of the core's memory training takes, and what figures ask of it. It is asked for before
 * work begins. tests/core/training-memory.test.js compares it with what is taken.
 */

/** @typedef {import('./protocol.js').Shape} Shape */

/**
 * What it depends on beside the shape.
 * @typedef {Pick<import('./protocol.js').ShardConfig,
 *   'model' | 'optimizer' | 'batch' | 'examples' | 'nperseg' | 'hop' | 'hidden'>} Training
 */

/** Rows of signals that a single layer or a butterfly is given at a time. */
export const rowsAtATime = 64;

/** Bytes of weights that are asked for at a time, about. */
export const weightsAtATime = 2 ** 21;

/** Numbers that an optimiser remembers of each weight. @type {Record<string, number>} */
const remembered = {momentum: 1, exact: 1, adam: 2, amsgrad: 3};

/** Examples of a part of the held-out set, and of a batch of `exact`. */
const usualBatch = 256;

/** Bytes: small arrays, and what the allocator needs for itself. */
const besides = 2 ** 17;

/**
 * @param {Training} training
 * @param {Shape} shape of the whole model
 * @param {number} workers of which each has a share
 * @returns {number} bytes, of all of them
 */
export function trainingMemory(training, shape, workers) {
  const {shares} = new Division(shape, Math.min(workers, shape.units));
  return shares.reduce((sum, share) => sum + shardMemory(training, shape, share, shares.length), 0);
}

/**
 * @param {Training} training
 * @param {Shape} shape of the whole model
 * @param {{begin: number, end: number}} units of the shard
 * @param {number} shards of the run
 * @returns {number} bytes
 */
export function shardMemory(training, shape, {begin, end}, shards) {
  const {model, optimizer, batch, examples} = training;
  const {rows, columns, units} = shape;
  const arrays = 1 + (remembered[optimizer] ?? 0);
  const moved = Math.max(
    Math.min(rows * columns, weightsAtATime / 4 + columns),
    (rows * columns) / units, // what a saved run has of a unit
  );
  const floats =
    model === 'recurrent'
      ? ofCell(training, shape, arrays)
      : model === 'butterfly'
        ? ofButterfly(shape, arrays)
        : ofLayer(training, shape, arrays, end - begin, shards);
  return 4.2 * (floats + moved + examples + 2 * batch) + besides; // 5 % for gaps between blocks
}

/**
 * Its layers keep what enters them, of 8 examples.
 * @param {Shape} shape
 * @param {number} arrays of the size of the weights
 */
function ofButterfly({inputs, rows, columns}, arrays) {
  const signals = 16 * inputs + 3 * rowsAtATime * inputs;
  return (arrays + 1.25) * rows * columns + 8 * inputs * (rows + 2) + 40 * inputs + signals;
}

/**
 * See cpp/network/recurrent_cell.h.
 * @param {Training} training
 * @param {Shape} shape
 * @param {number} arrays
 */
function ofCell({nperseg, hop, hidden}, {inputs, outputs, rows, columns}, arrays) {
  const frame = nperseg + 2;
  const hops = inputs / hop;
  const weights = rows * columns;
  const examples = Math.min(64, Math.max(4, 2e7 / (hops * weights)));
  const packed = (rows + hidden + 14) * hidden + 2 * padded(frame) * hidden;
  const states = examples * (hops + 3) * (rows + hidden + padded(frame) + 8);
  const slices = examples * (inputs + 2 * outputs) + 2 * (inputs + nperseg);
  const beginning = Math.max(2 * hidden ** 2, 2 * nperseg * frame + 240 * nperseg);
  // The figure asks for 16 examples as one sound, and for a sound of 2048 samples.
  const asked = 16 * (3 * inputs + outputs) + (2304 / hop) * frame;
  return (arrays + 1.25) * weights + packed + states + slices + beginning + 120 * nperseg + asked;
}

/**
 * @param {Training} training
 * @param {Shape} shape
 * @param {number} arrays
 * @param {number} units
 * @param {number} shards
 */
function ofLayer({model, optimizer, batch}, shape, arrays, units, shards) {
  const {inputs, outputs} = shape;
  const isWindow = model === 'spectrogram' || model === 'shared'; // the optimum is that of one window
  const isGiven = model === 'own' || model === 'convolution';
  const width = outputs / shape.units;
  const block = model === 'spectrogram' ? Math.min(4, units) : units;
  const columns =
    Math.floor(units / block) * padded(block * width) + padded((units % block) * width);
  const examples = optimizer === 'exact' ? usualBatch : batch;
  const most = Math.max(examples, usualBatch);
  const trained =
    (arrays * columns + most + examples + 64) * padded(inputs) +
    (most + 4) * padded(block * width) +
    8 * units * width;
  const optimum = 2 * (isWindow ? 256 * 258 : inputs * outputs); // in double precision
  const given = isGiven ? 3 * inputs * outputs : 0; // and once more when it is told anew
  const asked = rowsAtATime * (2 * padded(inputs) + 3 * columns);
  const soundAgain = model === 'spectrogram' ? 2 ** 18 : 0; // a spectrogram made a sound again
  const ofInputs = ofOptimiser(optimizer, inputs, examples, shards);
  return trained + optimum + given + ofInputs + asked + soundAgain;
}

/**
 * What an optimiser makes of the inputs.
 * @param {string} optimizer
 * @param {number} inputs
 * @param {number} batch
 * @param {number} shards
 */
function ofOptimiser(optimizer, inputs, batch, shards) {
  if (optimizer === 'kaczmarz') return padded(batch) * (inputs + 2 * padded(batch) + 200);
  if (optimizer !== 'exact') return 0;
  const exchanged = shards > 1 ? (inputs * (inputs + 8)) / 2 / shards : 0;
  return padded(inputs) * (batch + 2 * inputs + 200) + exchanged;
}

/**
 * In words.
 * @param {number} bytes
 */
export function inMegabytes(bytes) {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.ceil(megabytes)} MB`;
}

/** @param {number} length */
function padded(length) {
  return 8 * Math.ceil(length / 8);
}
