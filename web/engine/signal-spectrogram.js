import {Pool} from './pool.js';

/** @typedef {import('./core-types.js').StftSettings} StftSettings */

/**
 * @typedef {object} SignalSpectrogram
 * @property {Float32Array} samples of the signal
 * @property {Float64Array} values (bins, frames) of its spectrogram, re and im in turn
 */

/**
 * A signal of cpp/signal/audio_signals.h and its spectrogram by the reference, from a worker that
 * ends when that is done.
 * @param {import('./pool.js').Host} host
 * @param {{name: string, length: number, seed: number}} sound
 * @param {StftSettings} settings
 * @param {AbortSignal} signal ends it early
 * @returns {Promise<SignalSpectrogram>}
 * @throws {Error} in words; also where it was ended early
 */
export async function signalSpectrogram(host, {name, length, seed}, settings, signal) {
  const core = await host.compileCore(signal);
  signal.throwIfAborted();
  const pool = new Pool(host, 1);
  const end = () => pool.dispose();
  signal.addEventListener('abort', end);
  try {
    await pool.first(shard => shard.load(core));
    const samples = await pool.first(shard => shard.audio(name, length, seed));
    const values = await pool.first(shard => shard.stft(settings, samples));
    return {samples, values};
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
