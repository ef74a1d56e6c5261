import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {instantiateCore} from '../../web/engine/worker/core.ts';
import {compileCore} from '../../web/engine/host/node-host.ts';
import {dividedUnits} from '../../web/engine/division.ts';
import type {Core, Trainer} from '../../web/engine/core-types.ts';
import type {ShardConfig} from '../../web/engine/protocol.ts';

/** Whether the build has the relaxed kernel: it needs clang-19. */
export const hasRelaxedKernel = existsSync(
  new URL('../../build/wasm/relaxed.wasm', import.meta.url),
);

/** The core as pages and the command line use it. */
export async function loadCore() {
  return instantiateCore(await compileCore());
}

/**
 * x w, through the GEMM that trains.
 * @param x row-major (B, inputs)
 * @param w row-major (inputs, outputs)
 * @returns row-major (B, outputs)
 */
export function productOf(
  core: Core,
  kernel: string,
  x: Float32Array,
  w: Float32Array,
  inputs: number,
): Float32Array {
  const product = new core.Product(kernel, inputs, w.length / inputs);
  product.setRows(0, w);
  const y = product.apply(x);
  product.delete();
  return y;
}

/** @param name within tests/fixtures */
export function readFixture(name: string) {
  return readFile(new URL(`../fixtures/${name}`, import.meta.url));
}

/**
 * What a fixture holds, which is taken at its word.
 * @param name within tests/fixtures
 */
export async function readJson<Content>(name: string): Promise<Content> {
  return JSON.parse(String(await readFixture(name)));
}

/**
 * The values of a '<f8' or '<c16' .npy file, read without the code under test.
 * @returns re and im in turn where complex
 */
export function readDoubles(bytes: Uint8Array): {shape: number[]; values: Float64Array} {
  const begin = 10 + bytes[8] + 256 * bytes[9];
  const header = String.fromCharCode(...bytes.subarray(10, begin));
  const shape = /'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '';
  if (!/'descr': '<(f8|c16)'/.test(header)) throw new Error(`Not doubles: ${header}`);
  return {
    shape: shape.split(',').filter(Boolean).map(Number),
    values: new Float64Array(Uint8Array.from(bytes.subarray(begin)).buffer),
  };
}

/** @returns largest absolute difference; NaN when lengths differ or a value is NaN */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return NaN;
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** ||actual - expected|| / ||expected|| (Frobenius). */
export function relativeDistance(actual: ArrayLike<number>, expected: ArrayLike<number>) {
  if (actual.length !== expected.length) return NaN;
  let distance = 0;
  let norm = 0;
  for (let i = 0; i < actual.length; i++) {
    distance += (actual[i] - expected[i]) ** 2;
    norm += expected[i] ** 2;
  }
  return Math.sqrt(distance / norm);
}

export function shardConfig(given: Partial<ShardConfig>): ShardConfig {
  return {
    model: 'dft',
    n: 8,
    matrix: null,
    seed: 7,
    nperseg: 16,
    hop: 4,
    hidden: 16,
    optimizer: 'lms',
    learningRate: 0.3,
    decaySteps: 0,
    batch: 16,
    examples: 0,
    tones: false,
    kernel: 'simd128',
    units: {begin: 0, end: 0},
    shard: 0,
    shards: 1,
    ...given,
  };
}

/** A trainer with its initial weights, as a worker starts one. */
export function startTrainer(core: Core, given: Partial<ShardConfig>) {
  const config = shardConfig(given);
  const error = core.configError(config);
  if (error) throw new RangeError(error);
  const trainer = new core.Trainer(config);
  while (!trainer.advanceFloor());
  return trainer;
}

export function sum(values: ArrayLike<number>) {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** The shard's columns put where they stand in the whole matrix. */
export function wholeWeights(shards: Trainer[], outputs: number) {
  const whole = new Float32Array(outputs * outputs).fill(NaN);
  for (const shard of shards) {
    const columns = shard.columns();
    shard.weights().forEach((value, i) => {
      whole[Math.floor(i / columns.length) * outputs + columns[i % columns.length]] = value;
    });
  }
  return whole;
}

/** One step of all shards, with the parts that they exchange. */
export function stepTogether(shards: Trainer[]) {
  const step = shards[0].step() + 1;
  do {
    for (const shard of shards) {
      while (shard.step() < step && !shard.awaitsParts()) shard.advance();
    }
    if (!shards.every(shard => shard.awaitsParts())) continue;
    const parts = shards.map(shard => shard.part());
    for (const [i, shard] of shards.entries()) {
      for (const [j, part] of parts.entries()) if (i !== j) shard.setPart(j, part);
    }
  } while (shards.some(shard => shard.step() < step));
}

/** Everything a run of `steps` steps reports, its columns divided over `count` shards. */
export function trainInShards(
  core: Core,
  given: Partial<ShardConfig> & {n: number},
  steps: number,
  count: number,
) {
  const shards = dividedUnits(given.n, count).map((units, shard) =>
    startTrainer(core, {...given, units, shard, shards: count}),
  );
  const joined = (read: (shard: Trainer) => Float64Array) =>
    shards.flatMap(shard => [...read(shard)]);
  const floor = joined(shard => shard.heldOutSquares());
  const batchSquares = [];
  for (let step = 0; step < steps; step++) {
    stepTogether(shards);
    batchSquares.push(joined(shard => shard.batchSquares()));
  }
  for (const shard of shards) while (!shard.advanceEvaluation());
  const result = {
    floor,
    batchSquares,
    heldOutSquares: joined(shard => shard.heldOutSquares()),
    weightErrorSquares: joined(shard => shard.weightErrorSquares()),
    optimumSquares: joined(shard => shard.optimumSquares()),
    weights: wholeWeights(shards, 2 * given.n),
  };
  for (const shard of shards) shard.delete();
  return result;
}

/**
 * The DFT by its sum, in double precision: [re | im] of n complex samples.
 * @param x [re(0..n-1) | im(0..n-1)]
 */
export function directDft(x: ArrayLike<number>) {
  const n = x.length / 2;
  const spectrum = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    for (let m = 0; m < n; m++) {
      const angle = (-2 * Math.PI * ((k * m) % n)) / n; // k m modulo n keeps the angle exact
      const re = Math.cos(angle);
      const im = Math.sin(angle);
      spectrum[k] += x[m] * re - x[n + m] * im;
      spectrum[n + k] += x[m] * im + x[n + m] * re;
    }
  }
  return spectrum;
}

/** The matrix W* with x W* = DFT(x), row-major (2n, 2n). */
export function exactDftMatrix(n: number) {
  const matrix = new Float64Array(4 * n * n);
  for (let row = 0; row < 2 * n; row++) {
    for (let k = 0; k < n; k++) {
      const angle = (-2 * Math.PI * ((k * (row % n)) % n)) / n;
      const imaginary = row >= n;
      matrix[row * 2 * n + k] = imaginary ? -Math.sin(angle) : Math.cos(angle);
      matrix[row * 2 * n + n + k] = imaginary ? Math.cos(angle) : Math.sin(angle);
    }
  }
  return matrix;
}

/** The STFT that the spectrogram's network learns, as the 2020 post set it. */
export const postStft = {
  fs: 256,
  window: 'hann',
  nperseg: 256,
  noverlap: 200,
  nfft: 256,
  detrend: 'constant',
  scaling: 'density',
};
