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

/** Letters of a file's name that are shown. */
const mostLetters = 32;

/**
 * @param {Blob} blob
 * @param {string} [name] as it begins a sentence
 * @returns {Promise<OwnSound>}
 * @throws {Error} in words, where it cannot be used
 */
export async function decodeSound(blob, name = blob instanceof File ? quoted(blob.name) : 'It') {
  const decoder = await loadDecoder();
  return decoder.decodeSound(blob, name);
}

/** Loaded when it is first asked for. */
async function loadDecoder() {
  try {
    return await import('../sounds/decode-sound.js');
  } catch (cause) {
    const message = 'The code for this could not be loaded: check the connection and try again.';
    throw new Error(message, {cause});
  }
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

/** @param {string} name */
function quoted(name) {
  const letters = [...name];
  const shown =
    letters.length > mostLetters ? [...letters.slice(0, mostLetters - 1), '…'] : letters;
  return `“${shown.join('')}”`;
}
