import {browserHost} from '../../web/engine/browser-host.js';
import {Run} from '../../web/engine/run.js';

// What scripts/benchmark/main.mjs calls in the browser: the engine alone, nothing drawn.

/**
 * Steps a second of each repetition, data generation and evaluations included.
 * @param {Record<string, unknown>} settings
 * @param {{steps: number, runs: number}} amount
 */
async function trainingRates(settings, {steps, runs}) {
  const run = new Run(browserHost(), {...settings, speed: 'max'});
  try {
    await run.step(Math.ceil(steps / 4)); // the compiler's warm-up
    const rates = [];
    for (let i = 0; i < runs; i++) {
      const [stepBefore, secondsBefore] = [run.progress.step, run.seconds];
      await run.step(steps);
      rates.push((run.progress.step - stepBefore) / (run.seconds - secondsBefore));
    }
    return rates;
  } finally {
    await run.dispose();
  }
}

/**
 * GFLOP/s of each repetition of one matrix product in a worker.
 * @param {{kernel: string, m: number, k: number, n: number, runs: number}} product
 */
async function productRates(product) {
  const module = await browserHost().compileCore();
  const worker = new Worker(new URL('./gemm-worker.js', import.meta.url), {type: 'module'});
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', event => resolve(event.data));
      worker.addEventListener('error', reject);
      worker.postMessage({...product, module});
    });
  } finally {
    worker.terminate();
  }
}

Object.assign(globalThis, {trainingRates, productRates});
