import {Pool} from './pool.ts';
import type {StftSettings} from './core-types.ts';
import type {Host} from './pool.ts';

export interface SignalSpectrogram {
  /** of the signal */
  samples: Float32Array;
  /** (bins, frames) of its spectrogram, re and im in turn */
  values: Float64Array;
}

/**
 * A signal of cpp/signal/audio_signals.h and its spectrogram by the reference, from a worker that
 * ends when that is done.
 * @param signal ends it early
 * @throws Error in words; also where it was ended early
 */
export async function signalSpectrogram(
  host: Host,
  {name, length, seed}: {name: string; length: number; seed: number},
  settings: StftSettings,
  signal: AbortSignal,
): Promise<SignalSpectrogram> {
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
