import {trained} from '../trained.mjs';

/** Held-out MSE, relative to the targets' mean square, that a run has to come below. */
const limit = 1e-11;

/**
 * How well the fast Fourier transform is found, in Node, one worker: for n = 128 from 20 seeds, then
 * for every size from three. Each run goes to its own end, or to that of its learning rate.
 * @type {import('../main.mjs').Section}
 */
export async function butterfly(_, add) {
  for (let seed = 1; seed <= 20; seed++) {
    const {loss, step, seconds, first} = await outcome(128, seed);
    const note = `${step} steps, ${seconds.toFixed(1)} s; below ${limit} after ${first} steps`;
    add(`butterfly n=128, seed ${seed}: held-out MSE / signal`, '', [loss], {atMost: limit}, note);
  }
  for (let n = 8; n <= 1024; n *= 2) {
    const runs = [];
    for (const seed of [42, 43, 44]) runs.push(await outcome(n, seed));
    const name = `butterfly n=${n}`;
    const losses = runs.map(({loss}) => loss);
    add(`${name}: held-out MSE / signal`, '', losses, {atMost: limit});
    add(
      `${name}: steps until ${limit}`,
      'steps',
      runs.map(({first}) => first),
    );
    const rates = runs.map(({step, seconds}) => step / seconds);
    add(`${name}: batch 64, ${runs[0].weights} weights`, 'steps/s', rates);
  }
}

/**
 * @param {number} n
 * @param {number} seed
 */
function outcome(n, seed) {
  return trained({model: 'butterfly', n, seed}, limit);
}
