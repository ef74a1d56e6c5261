import {createYielder} from '../engine/worker/yielder.ts';
import {formatApart, formatCount} from '../words/format.ts';
import {energyOf, monoOf} from './channels.ts';
import {soundRate} from './rate.ts';
import {Resampler} from './resampler.ts';

/**
 * Samples of any rate and number of channels, as the network takes them.
 */

export interface Source {
  /** samples a second, a whole number */
  rate: number;
  channels: number;
  /** of one sample of each channel */
  frames: number;
  /** channels */
  read: (first: number, count: number) => Promise<Float32Array[]>;
}

/** What a sound may be. */
const fewestSamples = 2048;
const silence = 1e-6;

/** Of a sound's energy, what has to lie within what soundRate holds: less is what a filter lets through. */
const leastWithin = 1e-6;

/** Below this part it is told. */
const mostWithin = 0.5;

/**
 * @param name as it begins a sentence
 * @returns mono, at soundRate, within -1 .. 1
 * @throws RangeError where it is too short, silent, or not made of numbers
 */
export async function takeSound(
  source: Source,
  name: string,
): Promise<{samples: Float32Array; notes: string[]}> {
  const length = Math.ceil((source.frames * soundRate) / source.rate);
  if (length < fewestSamples) {
    throw new RangeError(
      `${name} is ${length / soundRate} s long (${length} samples at ${soundRate} Hz): at least ` +
        `${fewestSamples / soundRate} s (${fewestSamples} samples) are needed.`,
    );
  }
  const rest = createYielder();
  const {channels, peak: given, energy} = await resampled(source, name, rest);
  if (given <= silence) {
    const [largest, needed] = formatApart([given, silence]);
    throw new RangeError(
      `${name} is silent: its largest sample is ${largest}, and more than ${needed} is needed.`,
    );
  }
  const notes = [];
  const within = channels.reduce((sum, channel) => sum + energyOf(channel), 0) / energy;
  const top = `${formatCount(soundRate / 2)} Hz`;
  if (within < leastWithin) {
    throw new RangeError(
      `${name} has nothing below ${top}: at ${soundRate} samples a second no more can be shown.`,
    );
  }
  if (within < mostWithin) {
    notes.push(`Most of it lies above ${top} and is left out.`);
  }
  const {samples, alone} = await monoOf(channels, rest);
  if (alone !== null) {
    notes.push(
      `Its ${channels.length} channels cancel each other: only channel ${alone + 1}, the loudest, is used.`,
    );
  }
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak > 1) {
    for (let i = 0; i < samples.length; i++) samples[i] /= peak;
    const [reached] = formatApart([peak, 1], 3);
    notes.push(`It reached ${reached} and was turned down to 1.`);
  }
  return {samples, notes};
}

/** Each channel at soundRate, a second after the other. */
async function resampled(
  {rate, channels, frames, read}: Source,
  name: string,
  rest: () => Promise<void>,
) {
  const length = Math.ceil((frames * soundRate) / rate);
  const all = Array.from({length: channels}, () => ({
    resampler: new Resampler(rate, soundRate),
    samples: new Float32Array(length),
    filled: 0,
  }));
  let [peak, energy] = [0, 0];
  for (let first = 0; first < frames; first += rate) {
    const pieces = await read(first, Math.min(rate, frames - first));
    for (const [i, piece] of pieces.entries()) {
      for (const sample of piece) {
        if (!Number.isFinite(sample)) {
          throw new RangeError(`${name} holds ${sample} among its samples: allowed are numbers.`);
        }
        peak = Math.max(peak, Math.abs(sample));
      }
      energy += (energyOf(piece) * soundRate) / rate;
      take(all[i], all[i].resampler.push(piece));
      await rest();
    }
  }
  for (const each of all) take(each, each.resampler.end());
  return {channels: all.map(({samples}) => samples), peak, energy};
}

function take(channel: {samples: Float32Array; filled: number}, more: Float32Array) {
  channel.samples.set(more, channel.filled);
  channel.filled += more.length;
}
