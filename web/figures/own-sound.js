/**
 * A reader's own sound, in the form that the network takes: mono, 8 kHz, not too long.
 */

/**
 * @typedef {object} OwnSound
 * @property {string} name
 * @property {Float32Array} samples mono, at soundRate, within -1 .. 1
 * @property {number} seconds
 * @property {string} note what was done to it, in sentences; often nothing
 */

/** Samples a second. */
export const soundRate = 8000;

/** What a sound may be. */
const largestFile = 32 * 2 ** 20;
const fewestSamples = 2048;
const mostSeconds = 60;
const silence = 1e-6;

/** Letters of a file's name that are shown. */
const mostLetters = 32;

/**
 * Decoded and resampled by the browser.
 * @param {Blob} file
 * @param {string} [name] as it begins a sentence
 * @returns {Promise<OwnSound>}
 * @throws {Error} in words, where it cannot be used
 */
export async function decodeSound(file, name = file instanceof File ? quoted(file.name) : 'It') {
  if (file.size > largestFile) {
    const size = (file.size / 2 ** 20).toFixed(1);
    throw new RangeError(
      `${name} has ${size} MB: at most ${largestFile / 2 ** 20} MB are allowed.`,
    );
  }
  const bytes = await file.arrayBuffer().catch(error => {
    throw new Error(`${name} could not be read: ${error.message}`);
  });
  if (bytes.byteLength === 0) throw new RangeError(`${name} is empty: 0 bytes, so no sound.`);
  if (typeof OfflineAudioContext === 'undefined') {
    throw new Error('This browser decodes no sounds.');
  }
  const decoded = await decode(bytes).catch(() => {
    throw new Error(
      `${name} is not a sound that this browser can decode. WAV, MP3 and FLAC mostly are.`,
    );
  });
  const channels = Array.from({length: decoded.numberOfChannels}, (_, channel) =>
    decoded.getChannelData(channel).subarray(0, mostSeconds * soundRate),
  );
  const {samples, peak} = mixed(channels, name);
  const notes = [];
  if (decoded.duration > mostSeconds) {
    notes.push(`Only its first ${mostSeconds} s of ${decoded.duration.toFixed(0)} s are used.`);
  }
  if (peak > 1) notes.push(`It reached ${peak.toPrecision(3)} and was turned down to 1.`);
  return {name, samples, seconds: samples.length / soundRate, note: notes.join(' ')};
}

/**
 * The average of the channels, turned down where it would be clipped.
 * @param {Float32Array[]} channels
 * @param {string} name
 * @returns {{samples: Float32Array, peak: number}} peak: before it was turned down
 * @throws {RangeError} where it is too short, silent, or not made of numbers
 */
export function mixed(channels, name) {
  const length = channels[0]?.length ?? 0;
  if (length < fewestSamples) {
    throw new RangeError(
      `${name} is ${(length / soundRate).toFixed(3)} s long: at least ` +
        `${fewestSamples / soundRate} s (${fewestSamples} samples at ${soundRate} Hz) are needed.`,
    );
  }
  const samples = new Float32Array(length);
  for (const channel of channels) {
    for (let i = 0; i < length; i++) samples[i] += channel[i] / channels.length;
  }
  let peak = 0;
  for (const sample of samples) {
    if (!Number.isFinite(sample)) {
      throw new RangeError(`${name} holds ${sample} among its samples: allowed are numbers.`);
    }
    peak = Math.max(peak, Math.abs(sample));
  }
  if (peak <= silence) {
    throw new RangeError(
      `${name} is silent: its largest sample is ${Number(peak.toPrecision(2))}, and more than ${silence} is needed.`,
    );
  }
  if (peak > 1) for (let i = 0; i < length; i++) samples[i] /= peak;
  return {samples, peak};
}

/**
 * Where the window with the most energy begins: a sound often begins with silence.
 * @param {Float32Array} samples
 * @param {number} length of the window
 * @param {number} step between beginnings
 */
export function loudestWindow(samples, length, step) {
  let [loudest, most] = [0, -1];
  for (let begin = 0; begin + length <= samples.length; begin += step) {
    let energy = 0;
    for (let i = begin; i < begin + length; i++) energy += samples[i] ** 2;
    if (energy > most) [loudest, most] = [begin, energy];
  }
  return loudest;
}

/**
 * @param {ArrayBuffer} bytes
 * @returns {Promise<AudioBuffer>} at soundRate
 */
async function decode(bytes) {
  return new OfflineAudioContext(1, 1, soundRate).decodeAudioData(bytes);
}

/** @param {string} name */
function quoted(name) {
  const letters = [...name];
  const shown =
    letters.length > mostLetters ? [...letters.slice(0, mostLetters - 1), '…'] : letters;
  return `“${shown.join('')}”`;
}
