import {tasks} from './tasks.ts';

/** A network in training on one fixed batch. */
export interface Trainer {
  info: string;
  step: () => Promise<void>;
  /** until all steps are done */
  settle: () => Promise<void>;
  /** MSE on the batch */
  loss: () => Promise<number>;
}
export interface Training {
  library: 'jax' | 'tfjs' | 'plain';
  task: 'dft' | 'spectrogram';
  batch: number;
  rate: number;
  /** of tfjs */
  threads?: number;
  /** tfjs's gradient */
  byHand?: boolean;
}

const libraries = {
  jax: async () => (await import('./jax.ts')).jaxTrainer,
  tfjs: async () => (await import('./tfjs.ts')).tfjsTrainer,
  plain: async () => (await import('./plain.ts')).plainTrainer,
};

async function makeTrainer(settings: Training) {
  const make = await libraries[settings.library]();
  return make(tasks[settings.task](settings.batch), settings);
}

/** Steps a second over at least so many seconds and steps. */
async function rateOf(trainer: Trainer, {seconds, steps}: {seconds: number; steps: number}) {
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

const functions = {makeTrainer, rateOf};

Object.assign(globalThis, functions);

/** The global object of the page. */
export type TrainingGlobal = typeof globalThis & typeof functions;
