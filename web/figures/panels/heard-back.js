import {unlessEnded} from '../../engine/unless-ended.js';
import {formatCount, formatSigned} from '../../views/format.js';
import {Player} from '../player.js';
import {signalToNoise, transformSound} from '../sound-rows.js';

/** @typedef {import('../../engine/run.js').Run} Run */
/**
 * What the network makes of it.
 * @typedef {{samples: Float32Array, position: number, snr: number}} Heard position: of the run, in steps
 */

/** States in which it is not made unasked: other weights come at once, or there are none. */
const busy = ['running', 'loading', 'error'];

/**
 * A sound put together again from what the network makes of it: to be heard beside the original, and
 * how near it comes. It is made when training stops and, before that, when someone wants to hear it.
 * @param {{panel: HTMLElement, readouts: import('../figure-kind.js').Readouts, run: Run, fs: number,
 *   signal: AbortSignal}} parts
 */
export function addHeardBack({panel, readouts, run, fs, signal}) {
  /** @type {Float32Array | null} */
  let sound = null;
  /** @type {Heard | null} */
  let heard = null;
  /** @type {Promise<Heard | null>} the latest */
  let making = Promise.resolve(null);
  let job = 0;
  const tell = (/** @type {string} */ problem) => readouts.write('heard-problem', problem);
  const player = new Player({fs, signal, tell});

  /**
   * @param {string} snr
   * @param {string} [when] of which weights
   */
  function write(snr, when = '') {
    readouts.write('snr', snr);
    readouts.write('snr-step', when);
  }

  function forget() {
    job++;
    heard = null;
    making = Promise.resolve(null);
    write('–');
  }

  /** With the weights of now; what was being made before is given up. */
  function make() {
    const mine = ++job;
    making = makeHeard(() => mine === job && !signal.aborted);
    return making;
  }

  /**
   * @param {() => boolean} wanted
   * @returns {Promise<Heard | null>} null: given up
   */
  async function makeHeard(wanted) {
    const {network} = run;
    const {progress, state} = run;
    const original = sound;
    if (!network || !original) return null;
    write('…');
    const spectra = await transformSound(network, original, wanted);
    if (!spectra) return null;
    const reference = await network.resynthesise(spectra.reference);
    const learned = await network.resynthesise(spectra.learned);
    if (!wanted()) return null;
    const snr = signalToNoise(reference.samples, learned.samples, reference.weights);
    const samples = Float32Array.from(learned.samples.subarray(0, original.length));
    const {step, position} = progress;
    const isWithin = state === 'paused' && position > step;
    const when = isWithin ? `within step ${formatCount(step + 1)}` : `at step ${formatCount(step)}`;
    write(describe(snr), when);
    heard = {samples: noLouder(samples, original), position, snr};
    return heard;
  }

  /** What is heard is up to date, or made so; a newer one counts. */
  async function madeNow() {
    if (heard && heard.position === run.progress.position) return heard;
    let latest = make();
    let made = await latest;
    while (latest !== making) {
      latest = making;
      made = await latest;
    }
    return made;
  }

  async function networkSound() {
    const made = await madeNow();
    if (made && Number.isNaN(made.snr)) {
      throw new Error('The network’s output is not made of numbers: there is nothing to hear.');
    }
    return made && made.samples;
  }

  /**
   * @param {string} action
   * @param {() => Promise<Float32Array | null>} samples
   */
  function play(action, samples) {
    const button = /** @type {Element} */ (panel.querySelector(`[data-action='${action}']`));
    void player.toggle(button, samples);
  }

  /** @param {ReturnType<typeof make>} mine of which nothing is told where the run ends before */
  async function tellNothing(mine) {
    const made = await unlessEnded(mine);
    if (made === undefined && mine === making) write('–');
  }

  return {
    /** @param {Float32Array | null} samples null: there is nothing to hear */
    setSound(samples) {
      if (samples === sound) return;
      panel.hidden = samples === null;
      player.stop();
      tell('');
      sound = samples;
      forget();
      this.onStateChange();
    },

    onStateChange() {
      const {state} = run;
      if (state === 'loading' || state === 'error') forget();
      if (!sound || busy.includes(state)) return;
      void tellNothing(make());
    },

    actions: {
      'play-sound': () => play('play-sound', async () => sound),
      'play-network': () => play('play-network', networkSound),
    },
  };
}

/** @param {number} snr */
function describe(snr) {
  if (Number.isNaN(snr)) return '–';
  return snr === Infinity ? 'no difference' : `${formatSigned(snr, 1).replace('+', '')} dB`;
}

/**
 * At most as loud as the original: what a network makes that has not learned yet is loud noise.
 * @param {Float32Array} samples
 * @param {Float32Array} original
 */
function noLouder(samples, original) {
  const factor = largest(original) / largest(samples);
  return factor < 1 ? samples.map(sample => factor * sample) : samples;
}

/** @param {Float32Array} samples */
function largest(samples) {
  let most = 0;
  for (const sample of samples) most = Math.max(most, Math.abs(sample));
  return most;
}
