import assert from 'node:assert/strict';
import {test} from 'node:test';
import {signalSpectrogram} from '../../web/engine/signal-spectrogram.ts';
import {loadCore} from '../core/load-core.ts';
import {observedHost} from './helpers.ts';

const settings = {
  fs: 8000,
  window: 'hann',
  nperseg: 512,
  noverlap: 480,
  nfft: 1024,
  detrend: 'constant',
  scaling: 'density',
};
const violin = {name: 'violin-a4', length: 4000, seed: 3};

/** A host that counts the workers that have not been ended. */
function countingHost() {
  const host = observedHost();
  let alive = 0;
  return {
    ...host,
    startWorker() {
      const worker = host.startWorker();
      const terminate = worker.terminate.bind(worker);
      alive++;
      worker.terminate = () => {
        alive--;
        terminate();
      };
      return worker;
    },
    alive: () => alive,
  };
}

test('a signal and its spectrogram are those of the core; the worker is ended', async () => {
  const host = countingHost();
  const {signal} = new AbortController();
  const {samples, values} = await signalSpectrogram(host, violin, settings, signal);
  const core = await loadCore();
  assert.deepEqual(samples, core.audio('violin-a4', 4000, 3));
  assert.deepEqual(values, core.stft(settings, Float64Array.from(samples)));
  assert.equal(values.length, 2 * 513 * 110);
  assert.equal(host.alive(), 0);
});

test('settings that make no sense are refused by name, and no worker is left', async () => {
  const host = countingHost();
  const {signal} = new AbortController();
  await assert.rejects(
    signalSpectrogram(host, violin, {...settings, noverlap: 512}, signal),
    /noverlap=512 is out of range: allowed is 0 to nperseg - 1 = 511\./,
  );
  await assert.rejects(
    signalSpectrogram(host, {...violin, length: 100}, settings, signal),
    /The signal has 100 samples: at least nperseg = 512 are needed\./,
  );
  assert.equal(host.alive(), 0);
});

test('ended early, it is rejected at once and no worker is left', async () => {
  const host = countingHost();
  const controller = new AbortController();
  const made = signalSpectrogram(host, violin, settings, controller.signal);
  while (host.alive() === 0) await new Promise(resolve => setImmediate(resolve));
  controller.abort();
  await assert.rejects(made);
  assert.equal(host.alive(), 0);
  await assert.rejects(signalSpectrogram(host, violin, settings, controller.signal));
  assert.equal(host.alive(), 0);
});
