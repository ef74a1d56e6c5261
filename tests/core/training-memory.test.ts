import assert from 'node:assert/strict';
import {test} from 'node:test';
import createModule from '#core';
import coreMemory from '#core-memory';
import {compileCore} from '../../web/engine/host/node-host.ts';
import {byRows, wholeWeights} from '../../web/engine/pieces.ts';
import {rowsAtATime, shardMemory} from '../../web/engine/shard-memory.ts';
import {instantiate} from '../../web/engine/worker/instantiate.ts';
import {shardConfig} from './load-core.ts';
import {meteredCore} from './memory-meter.ts';
import type {ShardConfig, Shape} from '../../web/engine/protocol.ts';
import type {GivenMatrix} from '../../web/settings/matrix.ts';
import type {Core} from '../../web/engine/core-types.ts';

/** A matrix to learn. */
function matrix(inputs: number, outputs: number): GivenMatrix {
  return {inputs, outputs, parts: 1, values: new Float64Array(inputs * outputs).fill(0.5)};
}

test('the core begins with as much memory as it is said to take', async () => {
  const {core} = await compileCore();
  const {memory} = await instantiate(createModule, core);
  assert.equal(memory?.buffer.byteLength, coreMemory);
});

const third = {units: {begin: 0, end: 42}, shards: 3};
const frames = {units: {begin: 0, end: 5}, shards: 7};

const trainings: Record<string, Partial<ShardConfig>> = {
  'dft, sgd': {n: 4, optimizer: 'sgd', batch: 1},
  'dft, lms': {n: 128, optimizer: 'lms', batch: 512, examples: 15000},
  'dft, momentum, a third': {n: 128, optimizer: 'momentum', batch: 64, ...third},
  'dft, adam, tones': {n: 64, optimizer: 'adam', batch: 64, tones: true},
  'dft, amsgrad': {n: 256, optimizer: 'amsgrad', batch: 64},
  'dft, kaczmarz': {n: 128, optimizer: 'kaczmarz', batch: 128},
  'dft, exact, a third': {n: 128, optimizer: 'exact', examples: 1024, ...third},
  'idft, lms': {model: 'idft', n: 32, optimizer: 'lms', batch: 16},
  'dct, lms': {model: 'dct', n: 512, optimizer: 'lms', batch: 64, examples: 1e6},
  'hartley, exact': {model: 'hartley', n: 128, optimizer: 'exact', examples: 1024},
  'hadamard, adam': {model: 'hadamard', n: 128, optimizer: 'adam', batch: 64},
  'hilbert, amsgrad': {model: 'hilbert', n: 256, optimizer: 'amsgrad', batch: 64},
  'convolution, lms': {model: 'convolution', matrix: matrix(128, 128), optimizer: 'lms', batch: 8},
  'own, amsgrad': {model: 'own', matrix: matrix(512, 300), optimizer: 'amsgrad', batch: 64},
  'own, one output': {model: 'own', matrix: matrix(512, 1), optimizer: 'adam', batch: 64},
  'own, one input': {model: 'own', matrix: matrix(1, 512), optimizer: 'adam', batch: 64},
  'shared, amsgrad': {model: 'shared', optimizer: 'amsgrad', batch: 64, examples: 15000},
  'shared, exact': {model: 'shared', optimizer: 'exact', examples: 512},
  'spectrogram, lms, 5 frames': {model: 'spectrogram', optimizer: 'lms', batch: 16, ...frames},
  'butterfly, adam': {model: 'butterfly', n: 1024, optimizer: 'adam', batch: 8},
  'butterfly, sgd': {model: 'butterfly', n: 8, optimizer: 'sgd', batch: 8},
  'recurrent, amsgrad': {model: 'recurrent', nperseg: 64, hop: 16, hidden: 64, batch: 64},
  'recurrent, hops of 1': {model: 'recurrent', nperseg: 16, hop: 1, hidden: 96, batch: 8},
};

for (const [name, given] of Object.entries(trainings)) {
  test(`training takes no more memory than was asked for, nor much less: ${name}`, async () => {
    const {core, peak} = await meteredCore(2 ** 26);
    const config = shardConfig({optimizer: 'amsgrad', ...given});
    const before = peak();
    assert.equal(core.configError(config), '');
    const shape = core.shapeOf(config);
    const {begin, end} = config.units;
    const units = end > 0 ? {begin, end} : {begin: 0, end: shape.units};
    const asked = shardMemory(config, shape, units, config.shards);
    work(core, config, shape);
    const taken = peak() - before;
    assert.ok(taken <= asked, `${taken} bytes of ${asked}`);
    // A part of it is small change, of which the sum is not known to the byte.
    assert.ok(asked <= 1.25 * taken + 7e5, `${asked} bytes for ${taken}`);
  });
}

/**
 * A step, an evaluation, and all that figures and saved runs ask of a shard: as engine/worker/worker.ts does.
 */
function work(core: Core, config: ShardConfig, {inputs, rows}: Shape) {
  const shard = new core.Trainer(config);
  while (!shard.advanceFloor());
  while (shard.step() < 1) {
    shard.advance();
    if (!shard.awaitsParts()) continue;
    for (let i = 0; i < config.shards; i++) if (i !== config.shard) shard.setPart(i, shard.part());
  }
  while (!shard.advanceEvaluation());
  wholeWeights(shard, rows);
  const isSound = config.model === 'recurrent';
  const signals = new Float32Array((isSound ? 16 : rowsAtATime + 5) * inputs).fill(1);
  const length = isSound ? Infinity : inputs;
  byRows(signals, length, some => shard.predict(some));
  byRows(signals, length, some => shard.reference(some));
  const {begin} = config.units;
  const values = new Float32Array(shard.unitLength());
  for (let array = 0; array < shard.stateArrays(); array++) {
    shard.copyUnitState(begin, array, values);
    shard.setUnitState(begin, array, values);
  }
  shard.copyPicture(begin, 1, new Int8Array(values.length), 0);
  shard.delete();
}

test('rows some at a time give the bits of all of them at once', async () => {
  const {core} = await meteredCore(2 ** 25);
  const shard = new core.Trainer(shardConfig({n: 16, optimizer: 'lms', batch: 8}));
  while (!shard.advanceFloor());
  const rows = new Float32Array(32 * (2 * rowsAtATime + 7)).map((_, i) => Math.sin(i));
  for (const apply of [
    (x: Float32Array) => shard.predict(x),
    (x: Float32Array) => shard.reference(x),
  ]) {
    assert.deepEqual(byRows(rows, 32, apply), apply(rows));
  }
  assert.deepEqual(wholeWeights(shard, 32), shard.weights());
});
