/**
 * One channel out of several: their average, unless they cancel each other.
 */

/** Samples of a piece that is looked at by itself: as many as are shown at once. */
const windowLength = 2048;

/** Samples of a spectrum: bins of 125 Hz at 8 kHz. */
const blockLength = 64;
const bins = blockLength / 2 + 1;

/**
 * Of the energy that the average would have if the channels had nothing to do with each other, the
 * part that may get lost. Recordings with microphones apart lose up to a third in any single tone's
 * phase.
 */
const mostLost = 0.4;

/** In one window, that part may be larger, but not (nearly) all. */
const mostLostInWindow = 0.999;

/** Windows with less energy than this part of the loudest one's do not count by themselves. */
const quiet = 1e-4;

/**
 * @param channels of one length
 * @param rest lets others work between two pieces of work
 * @returns alone: the channel that is used by itself, the loudest, because they cancel; null: the
 * average
 */
export async function monoOf(
  channels: Float32Array[],
  rest: () => Promise<void>,
): Promise<{samples: Float32Array; alone: number | null}> {
  if (channels.length === 1) return {samples: channels[0], alone: null};
  const average = averageOf(channels);
  if (!(await doCancel(channels, average, rest))) return {samples: average, alone: null};
  const energies = channels.map(energyOf);
  const alone = energies.indexOf(Math.max(...energies));
  return {samples: channels[alone], alone};
}

/**
 * The same of channels that come piece by piece: their average, until they cancel each other for a window's
 * time; from then on the one that was loudest in it.
 */
export class MonoStream {
  /** The channel that is used by itself; null: the average. */
  alone: number | null = null;
  #heard = 0;
  #energies = [] as number[];
  #ofAverage = 0;

  /** @param channels of one length */
  push(channels: Float32Array[]): Float32Array {
    if (this.alone !== null && this.alone < channels.length) return channels[this.alone];
    const average = averageOf(channels);
    if (channels.length === 1) return average;
    channels.forEach((each, i) => (this.#energies[i] = (this.#energies[i] ?? 0) + energyOf(each)));
    this.#ofAverage += energyOf(average);
    this.#heard += average.length;
    if (this.#heard >= windowLength) this.#judge(channels.length);
    return this.alone === null ? average : channels[this.alone];
  }

  /** @param count of channels */
  #judge(count: number) {
    const expected = sum(this.#energies) / count ** 2;
    if (this.#ofAverage < (1 - mostLostInWindow) * expected) {
      this.alone = this.#energies.indexOf(Math.max(...this.#energies));
    }
    this.#heard = this.#ofAverage = 0;
    this.#energies = [];
  }
}

/** @param channels of one length; of one, itself */
export function averageOf(channels: Float32Array[]) {
  if (channels.length === 1) return channels[0];
  return channels[0].map(
    (_, i) => channels.reduce((sum, each) => sum + each[i], 0) / channels.length,
  );
}

/** Sum of squares. */
export function energyOf(samples: Float32Array) {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return energy;
}

/**
 * Of C channels that have nothing to do with each other, the average has the energy
 *   U = sum over channels of E_c / C^2.
 * What the average A lacks of it, max(0, U - A), is lost. It is counted in windows and bands, so that a
 * tone that cancels is found beside one that does not.
 */
async function doCancel(
  channels: Float32Array[],
  average: Float32Array,
  rest: () => Promise<void>,
) {
  const averages = energiesOf(average);
  const unrelated = new Float64Array(averages.length);
  for (const channel of channels) {
    await rest();
    energiesOf(channel).forEach((energy, i) => (unrelated[i] += energy / channels.length ** 2));
  }
  const [expected, lost] = [[], []].map(() => new Float64Array(averages.length / bins));
  unrelated.forEach((energy, i) => {
    expected[Math.floor(i / bins)] += energy;
    lost[Math.floor(i / bins)] += Math.max(0, energy - averages[i]);
  });
  const enough = quiet * Math.max(...expected);
  return (
    sum(lost) > mostLost * sum(expected) ||
    expected.some((energy, i) => energy > enough && lost[i] > mostLostInWindow * energy)
  );
}

function sum(values: Float64Array | number[]) {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/**
 * Energies in the bands of each window, one window after the other: |sum x[m] w[m] exp(-2 pi i k m / M)|^2
 * over its blocks of M samples, w a Hann window.
 * @returns (windows x bins)
 */
function energiesOf(samples: Float32Array): Float64Array {
  const windows = Math.ceil(samples.length / windowLength);
  const energies = new Float64Array(windows * bins);
  for (let begin = 0; begin + blockLength <= samples.length; begin += blockLength) {
    const window = Math.floor(begin / windowLength);
    for (let bin = 0; bin < bins; bin++) {
      let [real, imaginary] = [0, 0];
      for (let m = 0; m < blockLength; m++) {
        const sample = samples[begin + m];
        real += sample * cosines[bin * blockLength + m];
        imaginary += sample * sines[bin * blockLength + m];
      }
      energies[window * bins + bin] += real * real + imaginary * imaginary;
    }
  }
  return energies;
}

function windowed(wave: (angle: number) => number) {
  return Float64Array.from({length: bins * blockLength}, (_, i) => {
    const [bin, m] = [Math.floor(i / blockLength), i % blockLength];
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * m) / blockLength);
    return window * wave((2 * Math.PI * bin * m) / blockLength);
  });
}

const cosines = windowed(Math.cos);
const sines = windowed(Math.sin);
