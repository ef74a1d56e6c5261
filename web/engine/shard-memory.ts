import {Division} from './division.ts';
import type {Shape, ShardConfig} from './protocol.ts';

/**
 * How much of the core's memory training takes, and what figures ask of it. It is asked for before
 * work begins. tests/core/training-memory.test.ts compares it with what is taken.
 */

/** What it depends on beside the shape. */
type Training = Pick<
  ShardConfig,
  'model' | 'optimizer' | 'batch' | 'examples' | 'nperseg' | 'hop' | 'hidden'
>;

/** Rows of signals that a single layer or a butterfly is given at a time. */
export const rowsAtATime = 64;

/** Bytes of weights that are asked for at a time, about. */
export const weightsAtATime = 2 ** 21;

/** Numbers that an optimiser remembers of each weight. */
const remembered: Record<string, number> = {momentum: 1, exact: 1, adam: 2, amsgrad: 3};

/** Examples of a part of the held-out set, and of a batch of `exact`. */
const usualBatch = 256;

/** Bytes: small arrays, and what the allocator needs for itself. */
const besides = 2 ** 17;

/**
 * @param shape of the whole model
 * @param workers of which each has a share
 * @returns bytes, of all of them
 */
export function trainingMemory(training: Training, shape: Shape, workers: number): number {
  const {shares} = new Division(shape, Math.min(workers, shape.units));
  return shares.reduce((sum, share) => sum + shardMemory(training, shape, share, shares.length), 0);
}

/**
 * @param shape of the whole model
 * @param units of the shard
 * @param shards of the run
 * @returns bytes
 */
export function shardMemory(
  training: Training,
  shape: Shape,
  {begin, end}: {begin: number; end: number},
  shards: number,
): number {
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
 * @param arrays of the size of the weights
 */
function ofButterfly({inputs, rows, columns}: Shape, arrays: number) {
  const signals = 16 * inputs + 3 * rowsAtATime * inputs;
  return (arrays + 1.25) * rows * columns + 8 * inputs * (rows + 2) + 40 * inputs + signals;
}

/** See cpp/network/recurrent_cell.h. */
function ofCell(
  {nperseg, hop, hidden}: Training,
  {inputs, outputs, rows, columns}: Shape,
  arrays: number,
) {
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

function ofLayer(
  {model, optimizer, batch}: Training,
  shape: Shape,
  arrays: number,
  units: number,
  shards: number,
) {
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

/** What an optimiser makes of the inputs. */
function ofOptimiser(optimizer: string, inputs: number, batch: number, shards: number) {
  if (optimizer === 'kaczmarz') return padded(batch) * (inputs + 2 * padded(batch) + 200);
  if (optimizer !== 'exact') return 0;
  const exchanged = shards > 1 ? (inputs * (inputs + 8)) / 2 / shards : 0;
  return padded(inputs) * (batch + 2 * inputs + 200) + exchanged;
}

/** In words. */
export function inMegabytes(bytes: number) {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.ceil(megabytes)} MB`;
}

function padded(length: number) {
  return 8 * Math.ceil(length / 8);
}
