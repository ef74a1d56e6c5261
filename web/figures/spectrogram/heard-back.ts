import {unlessEnded} from '../../engine/unless-ended.ts';
import {formatCount, formatSigned} from '../../words/format.ts';
import {Player} from '../../sounds/player.ts';
import {signalToNoise, transformSound} from './sound-rows.ts';
import type {Run} from '../../engine/run.ts';
import type {Readouts} from '../../lab/panels.ts';

/**
 * What the network makes of it.
 * position: of the run, in steps
 */
type Heard = {samples: Float32Array; position: number; snr: number};

/** States in which it is not made unasked: other weights come at once, or there are none. */
const busy = ['running', 'loading', 'error'];

/**
 * A sound put together again from what the network makes of it: to be heard beside the original, and
 * how near it comes. It is made when training stops and, before that, when someone wants to hear it.
 */
export function addHeardBack({
  panel,
  readouts,
  run,
  fs,
  signal,
}: {
  panel: HTMLElement;
  readouts: Readouts;
  run: Run;
  fs: number;
  signal: AbortSignal;
}) {
  let sound: Float32Array | null = null;
  let heard: Heard | null = null;
  /** the latest */
  let making: Promise<Heard | null> = Promise.resolve(null);
  let job = 0;
  const tell = (problem: string) => readouts.write('heard-problem', problem);
  const player = new Player({fs, signal, tell});

  /** @param when of which weights */
  function write(snr: string, when = '') {
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

  /** @returns null: given up */
  async function makeHeard(wanted: () => boolean): Promise<Heard | null> {
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

  function play(action: string, samples: () => Promise<Float32Array | null>) {
    const button = panel.querySelector(`[data-action='${action}']`) as Element;
    void player.toggle(button, samples);
  }

  /** @param mine of which nothing is told where the run ends before */
  async function tellNothing(mine: ReturnType<typeof make>) {
    const made = await unlessEnded(mine);
    if (made === undefined && mine === making) write('–');
  }

  return {
    /** @param samples null: there is nothing to hear */
    setSound(samples: Float32Array | null) {
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

function describe(snr: number) {
  if (Number.isNaN(snr)) return '–';
  return snr === Infinity ? 'no difference' : `${formatSigned(snr, 1).replace('+', '')} dB`;
}

/**
 * At most as loud as the original: what a network makes that has not learned yet is loud noise.
 */
function noLouder(samples: Float32Array, original: Float32Array) {
  const factor = largest(original) / largest(samples);
  return factor < 1 ? samples.map(sample => factor * sample) : samples;
}

function largest(samples: Float32Array) {
  let most = 0;
  for (const sample of samples) most = Math.max(most, Math.abs(sample));
  return most;
}
