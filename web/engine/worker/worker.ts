import {transfer} from 'comlink';
import {instantiateCore} from './core.ts';
import {exposeOrEnd} from './expose.ts';
import {holdLife} from '../host/life.ts';
import {byRows, wholeWeights} from '../pieces.ts';
import {Refusal} from '../refusal.ts';
import {joinedSpectra, lengthOf, postSetting} from '../spectra.ts';
import {checkMemory} from '../stft-memory.ts';
import {createYielder} from './yielder.ts';
import type {Core, Trainer} from '../core-types.ts';
import type {ShardApi} from '../protocol.ts';

/** Milliseconds of work between two looks at the messages: a pause is answered within this. */
const sliceDuration = 12;

/** It is loaded when a run is kept first; where it cannot be, the run is not kept, no more. */
async function loadKeeping() {
  try {
    return await import('../../storage/keep-shard.ts');
  } catch (cause) {
    const problem = new Error('the code that stores it could not be loaded', {cause});
    throw Object.assign(problem, {name: 'StorageError'}); // see storage/storage-error.js
  }
}

/**
 * A StorageError as a value: the run goes on without it.
 * @param error any other is thrown on
 */
function storageRefusal(error: unknown) {
  if (!(error instanceof Error && error.name === 'StorageError')) throw error;
  return {name: error.name, message: error.message};
}

/** The worker's one shard. It holds the only Embind handle. */
function createShard(): ShardApi {
  const yieldToMessages = createYielder();
  const life = holdLife(self.name);
  let core: Core | null = null;
  let trainer: Trainer | null = null;
  let units = {begin: 0, end: 0};
  let weightRows = 0;
  let rowLength = 0;
  let halted = false;
  let keeping = new AbortController();

  const loaded = () => {
    if (!core) throw new Error('The worker has no core yet: call load first.');
    return core;
  };
  const started = () => {
    if (!trainer) throw new Error('The worker has no shard yet: call start first.');
    return trainer;
  };

  /**
   * Calls `work` until it says that it is complete, in slices; false when halted before that, or
   * out of time.
   * @param deadline of performance.now()
   */
  async function inSlices(work: () => boolean, deadline = Infinity) {
    let end = performance.now() + sliceDuration;
    while (!work()) {
      const now = performance.now();
      if (now > deadline) return false;
      if (now < end) continue;
      await yieldToMessages();
      if (halted) return false;
      end = performance.now() + sliceDuration;
    }
    return true;
  }

  return {
    async load(compiled) {
      await life; // this is what it would die of
      core = await instantiateCore(compiled);
    },

    kernelInUse: kernel => loaded().kernelInUse(kernel),

    shape: config => loaded().shapeOf(config),

    defaultLearningRate: config => loaded().defaultLearningRate(config),

    stableBound(config) {
      const {inputs, outputs} = loaded().shapeOf(config);
      const {model, optimizer, batch} = config;
      return loaded().stableBound(model, optimizer, inputs, outputs, batch);
    },

    release() {
      trainer?.delete();
      trainer = null;
    },

    reserve: bytes => loaded().reserve(bytes),

    async start(config) {
      const error = loaded().configError(config);
      if (error) throw new Refusal(error);
      const {inputs, rows} = loaded().shapeOf(config);
      weightRows = rows;
      rowLength = config.model === 'recurrent' ? Infinity : inputs; // it hears a sound
      trainer = new (loaded().Trainer)(config);
      const shard = trainer;
      units = config.units;
      halted = false;
      await inSlices(() => shard.advanceFloor());
      return {
        columns: shard.columns(),
        floorSquares: shard.heldOutSquares(),
        optimumSquares: shard.optimumSquares(),
      };
    },

    changeLearningRate: (step, rate) => started().changeLearningRate(step, rate),

    async advance(target, evaluate, patience) {
      const shard = started();
      const deadline = performance.now() + patience;
      halted = false;
      const arrived = () => shard.step() >= target;
      const oneSlice = () => {
        shard.advance();
        return arrived() || shard.awaitsParts();
      };
      if (!arrived()) await inSlices(oneSlice, deadline);
      const evaluated =
        arrived() && evaluate && (await inSlices(() => shard.advanceEvaluation(), deadline));
      return {
        step: shard.step(),
        begun: shard.step() + (shard.midStep() ? 1 : 0),
        position: shard.position(),
        awaitsParts: shard.awaitsParts(),
        batchSize: shard.batchSize(),
        batchSquares: shard.batchSquares(),
        heldOutSquares: evaluated ? shard.heldOutSquares() : null,
        weightErrorSquares: evaluated ? shard.weightErrorSquares() : null,
      };
    },

    halt() {
      halted = true;
      keeping.abort();
    },

    position: () => started().position(),

    part() {
      const values = started().part();
      return transfer(values, [values.buffer]);
    },

    setPart: (shard, values) => started().setPart(shard, values),

    weightRows(begin, end) {
      const rows = started().weightRows(begin, end);
      return transfer(rows, [rows.buffer]);
    },

    picture(begin, end, limit, spare) {
      const shard = started();
      const length = shard.unitLength();
      const bytes = spare ?? new Int8Array((end - begin) * length);
      for (let unit = begin; unit < end; unit++) {
        shard.copyPicture(unit, limit, bytes, (unit - begin) * length);
      }
      return transfer(bytes, [bytes.buffer]);
    },

    unitRows(unit, begin, end) {
      const rows = started().unitRows(unit, begin, end);
      return transfer(rows, [rows.buffer]);
    },

    squareSum: (unit, begin, end) => started().squareSum(unit, begin, end),

    snapshot(x, weights) {
      const shard = started();
      const part = {
        step: shard.midStep() ? null : shard.step(),
        weights: weights ? wholeWeights(shard, weightRows) : null,
        prediction: x && byRows(x, rowLength, rows => shard.predict(rows)),
        reference: x && byRows(x, rowLength, rows => shard.reference(rows)),
      };
      return transfer(part, part.weights ? [part.weights.buffer] : []);
    },

    timed(x) {
      const shard = started();
      const begin = performance.now();
      const prediction = byRows(x, rowLength, rows => shard.predict(rows));
      const between = performance.now();
      const reference = byRows(x, rowLength, rows => shard.reference(rows));
      const milliseconds = {network: between - begin, reference: performance.now() - between};
      return transfer({prediction, reference, milliseconds}, [prediction.buffer, reference.buffer]);
    },

    stateArrays: () => started().stateArrays(),

    unitState(unit, array) {
      const values = new Float32Array(started().unitLength());
      started().copyUnitState(unit, array, values);
      return transfer(values, [values.buffer]);
    },

    setUnitState: (unit, array, values) => started().setUnitState(unit, array, values),
    resumeAt: step => started().resumeAt(step),

    async prepareKeeping() {
      try {
        await loadKeeping();
        return null;
      } catch (error) {
        return storageRefusal(error);
      }
    },

    async keep(place) {
      keeping = new AbortController();
      const {signal} = keeping;
      const shard = started();
      try {
        const {keepShard} = await loadKeeping();
        return {whole: await keepShard(shard, units, place, signal), refusal: null};
      } catch (error) {
        return {whole: false, refusal: storageRefusal(error)};
      }
    },

    resynthesise(spectra) {
      const {values, frames} = joinedSpectra(spectra);
      const error = loaded().istftError(postSetting, values.length, frames);
      if (error) throw new Refusal(error);
      checkMemory(loaded(), postSetting, lengthOf(frames));
      const sound = loaded().istft(postSetting, values, frames);
      return transfer(sound, [sound.samples.buffer, sound.weights.buffer]);
    },

    stft(settings, samples) {
      const error = loaded().stftError(settings, samples.length);
      if (error) throw new Refusal(error);
      checkMemory(loaded(), settings, samples.length);
      const values = loaded().stft(settings, Float64Array.from(samples));
      return transfer(values, [values.buffer]);
    },

    audio: (name, length, seed) => loaded().audio(name, length, seed),
    signal: (name, n, bin, phase, seed) => loaded().signal(name, n, bin, phase, seed),
  };
}

exposeOrEnd(createShard());
