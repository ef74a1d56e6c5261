import {tasks} from './tasks.mjs';

/**
 * A network in training on one fixed batch.
 * @typedef {object} Trainer
 * @property {string} info
 * @property {() => Promise<void>} step
 * @property {() => Promise<void>} settle until all steps are done
 * @property {() => Promise<number>} loss MSE on the batch
 */
/**
 * @typedef {object} Training
 * @property {'jax' | 'tfjs' | 'plain'} library
 * @property {'dft' | 'spectrogram'} task
 * @property {number} batch
 * @property {number} rate
 * @property {number} [threads] of tfjs
 * @property {boolean} [byHand] tfjs's gradient
 */

const libraries = {
  jax: async () => (await import('./jax.mjs')).jaxTrainer,
  tfjs: async () => (await import('./tfjs.mjs')).tfjsTrainer,
  plain: async () => (await import('./plain.mjs')).plainTrainer,
};

/** @param {Training} settings */
async function makeTrainer(settings) {
  const make = await libraries[settings.library]();
  return make(tasks[settings.task](settings.batch), settings);
}

/**
 * Steps a second over at least so many seconds and steps.
 * @param {Trainer} trainer
 * @param {{seconds: number, steps: number}} least
 */
async function rateOf(trainer, {seconds, steps}) {
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  let done = 0;
  while (done < steps || elapsed() < seconds) {
    await trainer.step();
    if (++done % 8 === 0) await trainer.settle();
  }
  await trainer.settle();
  return {done, rate: done / elapsed()};
}

Object.assign(globalThis, {makeTrainer, rateOf});
