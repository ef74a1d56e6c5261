import {instantiateCore} from '../../../web/engine/worker/core.ts';
import {compileCore} from '../../../web/engine/host/node-host.ts';
import {interleaved} from '../interleaved.ts';
import type {Section} from '../main.ts';
import type {Core} from '../../../web/engine/core-types.ts';

/** Just above powers of two, where the next is far away, just below, and between. */
const lengths = [
  67, 131, 257, 1021, 1031, 4099, 8209, 16381, 16411, 32771, 65537, 65539, 100003, 131101, 262147,
  524287, 524309, 1048573,
];

const rounds = 7;

/**
 * How many times the processor time of the next power of two an STFT of a prime `nfft` takes, in Node, in
 * turns; the plan for it included.
 */
export const primes: Section = async (_, add) => {
  const core = await instantiateCore(await compileCore());
  const limit = {atMost: 20};
  for (const nfft of lengths) {
    const next = 2 ** Math.ceil(Math.log2(nfft));
    for (const pairs of new Set([1, Math.max(1, Math.min(32, Math.floor(2 ** 21 / next)))])) {
      const ofPrime = () => secondsFor(core, nfft, pairs);
      const ofNext = () => secondsFor(core, next, pairs);
      const {ours, ratios} = await interleaved(ofPrime, ofNext, rounds);
      const note = `${(1e3 * Math.min(...ours)).toPrecision(3)} ms at best`;
      add(`STFT of ${2 * pairs} frames, nfft ${nfft} beside ${next}`, 'times', ratios, limit, note);
    }
  }
};

/**
 * Processor time of a call, from as many as take some hundredths of a second.
 * @param pairs of frames: two are transformed side by side
 */
async function secondsFor(core: Core, nfft: number, pairs: number) {
  const settings = {
    fs: 1,
    window: 'hann',
    nperseg: nfft,
    noverlap: 0,
    nfft,
    detrend: 'constant',
    scaling: 'density',
  };
  const signal = Float64Array.from({length: 2 * pairs * nfft}, (_, i) => Math.sin(i * i));
  const calls = Math.ceil(2 ** 19 / (pairs * nfft));
  const begin = process.cpuUsage();
  for (let call = 0; call < calls; call++) core.stft(settings, signal);
  const {user, system} = process.cpuUsage(begin);
  return (user + system) / 1e6 / calls;
}
