/** @typedef {import('../engine/run.js').Run} Run */

/** @typedef {{wave: Float32Array, fs: number}} Sound */

/** The test signal that can be heard. */
export const violin = 'violin-a4';

const samples = 2048;
const violinRate = 8000;
const violinSeconds = 2;

/**
 * The test signal of that name, as long as the network's input.
 * @param {Run} run
 * @param {string} name
 * @returns {Promise<Sound | undefined>} nothing where there is no network
 */
export async function testSound(run, name) {
  const wave = await run.network?.audio(name, samples, run.settings.seed);
  return wave && {wave, fs: name === violin ? violinRate : 256};
}

/**
 * The violin, long enough to be heard.
 * @param {Run} run
 * @returns {Promise<Sound | undefined>}
 */
export async function audibleViolin(run) {
  const wave = await run.network?.audio(violin, violinSeconds * violinRate, run.settings.seed);
  return wave && {wave, fs: violinRate};
}
