import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {shardMemory} from '../../web/engine/shard-memory.ts';
import {signalSpectrogram} from '../../web/engine/signal-spectrogram.ts';
import {postStft} from '../core/load-core.ts';
import {coreWithMemory, meteredCore} from '../core/memory-meter.ts';
import {createRun} from './helpers.ts';
import type {Run} from '../../web/engine/run.ts';

/** A host whose cores have only so much memory. */
async function hostWith(bytes: number) {
  const core = await coreWithMemory(Math.min(2 ** 24, bytes), bytes);
  return {...nodeHost(), compileCore: async () => ({core, relaxed: null})};
}

/** Reads bytes as a file is read. */
function readerOf(bytes: Uint8Array) {
  let at = 0;
  return async (length: number) => {
    at += length;
    return Uint8Array.from(bytes.subarray(at - length, at));
  };
}

async function trained(run: Run) {
  await run.play();
  await run.stopped();
  return run.state;
}

test('training that does not fit is refused with its size before it begins; what fits, trains', async t => {
  const host = await hostWith(40e6);
  const run = createRun(t, {model: 'spectrogram', workers: 2, batch: 256}, host);
  assert.equal(await trained(run), 'error');
  assert.match(
    run.reason,
    /^Training takes 1\d\d MB of memory with model=spectrogram, optimizer=lms, batch=256, workers=2, and there is not so much here: with other values it takes less\.$/,
  );
  assert.equal(run.isRefused, true);
  await run.reset();
  await run.play();
  assert.equal(run.state, 'error', 'there is no more memory than before');
  const dft = {model: 'dft', n: 512, batch: undefined, signal: undefined};
  await run.configure({...dft, optimizer: 'exact', workers: 1, steps: 1});
  assert.equal(await trained(run), 'error');
  assert.match(run.reason, / MB of memory with model=dft, n=512, optimizer=exact, workers=1, /);
  await run.configure({optimizer: 'lms', examples: undefined, n: 64, steps: 2});
  assert.equal(await trained(run), 'paused');
  assert.equal(run.progress.step, 2);
  assert.equal(run.isRefused, false);
});

test('with just the memory that it asks for a run trains, tells of itself and is kept', async t => {
  const settings = {n: 128, optimizer: 'amsgrad', batch: 64, steps: 3, examples: 1000};
  const shape = {inputs: 256, outputs: 256, units: 128, rows: 256, columns: 256};
  const cell = {nperseg: 0, hop: 0, hidden: 0};
  const training = {model: 'dft', ...settings, ...cell};
  const {peak} = await meteredCore(2 ** 24);
  const bytes = peak() + shardMemory(training, shape, {begin: 0, end: 128}, 1);
  const short = createRun(t, settings, await hostWith(bytes - 2 ** 18));
  assert.equal(await trained(short), 'error');
  const run = createRun(t, settings, await hostWith(bytes + 2 ** 17)); // whole pages, and headers
  assert.equal(await trained(run), 'paused');
  for (let turn = 0; turn < 2; turn++) {
    const network = run.network as NonNullable<Run['network']>;
    const snapshot = await network.snapshot(new Float32Array(200 * 256).fill(1));
    assert.equal(snapshot.prediction?.length, 200 * 256);
    assert.equal((await run.exportWeights()).length, 4 * 256 ** 2 + 128);
    const file: Uint8Array[] = [];
    await run.save(async bytes => void file.push(bytes.slice()));
    await run.open(() => readerOf(Buffer.concat(file)), {changes: {steps: null}});
    await run.step(2);
    assert.equal(run.state, 'paused', run.reason);
  }
});

test('a spectrogram that does not fit is refused with its size before work begins', async () => {
  const host = await hostWith(2 ** 24);
  const sound = {name: 'four-tones', length: 2048, seed: 1};
  const {signal} = new AbortController();
  await assert.rejects(signalSpectrogram(host, sound, {...postStft, nfft: 2 ** 17}, signal), {
    name: 'RangeError',
    message:
      /^The spectrogram of 2048 samples with nfft=131072 takes \d\d+ MB of memory, and there /,
  });
  const {values} = await signalSpectrogram(host, sound, postStft, signal);
  assert.equal(values.length, 2 * 129 * 33);
});
