import {trained} from '../trained.mjs';

/** Held-out MSE, relative to the targets' mean square, that a window of 16 has to come below. */
const limit = 1e-6;

/**
 * How well a recurrent cell learns the short-time Fourier transform, in Node, one worker, with its
 * default settings: a window of 16 from ten seeds, then longer ones, of which the last is the
 * post's.
 * @type {import('../main.mjs').Section}
 */
export async function recurrent(_, add) {
  const rest = [[32, 8], [64, 16], [128, 32], [256, 56]]; // prettier-ignore
  for (let seed = 1; seed <= 10; seed++) {
    await addRow(add, 16, 4, seed, {atMost: limit});
  }
  for (const [nperseg, hop] of rest) await addRow(add, nperseg, hop, 1);
}

/**
 * @param {import('../main.mjs').Add} add
 * @param {number} nperseg
 * @param {number} hop
 * @param {number} seed
 * @param {import('../limits.mjs').Limit} [most]
 */
async function addRow(add, nperseg, hop, seed, most) {
  const result = await trained({model: 'recurrent', nperseg, hop, seed}, limit);
  const {loss, step, seconds, first, weights} = result;
  const note =
    `${weights} numbers in its file, ${step} steps, ${seconds.toFixed(1)} s; ` +
    `below ${limit} after ${first} steps`;
  const name = `recurrent, window ${nperseg}, hop ${hop}, seed ${seed}: held-out MSE / signal`;
  add(name, '', [loss], most, note);
}
