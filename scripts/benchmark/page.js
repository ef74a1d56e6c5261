import {browserHost} from '../../web/engine/browser-host.js';
import {Run} from '../../web/engine/run.js';
import {Shards} from '../../web/engine/shards.js';
import {completeSettings} from '../../web/settings/check.js';

// What the benchmark's sections call in the browser: the engine alone, nothing drawn.

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
 * Seconds from play() until a run reaches its target.
 * @param {Record<string, unknown>} settings
 * @param {boolean} prepared whether worker, core and initial weights are there before
 */
async function secondsToTarget(settings, prepared) {
  const run = new Run(browserHost(), {...settings, speed: 'max'});
  try {
    if (prepared) await run.prepare();
    const begin = performance.now();
    await run.play();
    await run.stopped();
    const seconds = (performance.now() - begin) / 1000;
    if (run.state !== 'converged') throw new Error(`The run is ${run.state}: ${run.reason}`);
    return seconds;
  } finally {
    await run.dispose();
  }
}

/**
 * Seconds of training until each of some steps was done, and the held-out loss there.
 * @param {Record<string, unknown>} settings
 * @param {number} steps
 */
async function stagesOf(settings, steps) {
  const host = browserHost();
  const shards = await Shards.launch(host, host.cores);
  try {
    await shards.start(completeSettings(settings), []);
    const stages = [];
    for (let step = 1, seconds = 0; step <= steps; step++) {
      const begin = performance.now();
      await shards.advance(step, false);
      seconds += (performance.now() - begin) / 1000;
      const {evaluation} = await shards.advance(step, true);
      stages.push({seconds, heldOutLoss: evaluation?.heldOutLoss});
    }
    return stages;
  } finally {
    shards.dispose();
  }
}

/**
 * GFLOP/s of each repetition of one matrix product in a worker, by kernel.
 * @param {{m: number, k: number, n: number, runs: number}} product
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

Object.assign(globalThis, {trainingRates, secondsToTarget, stagesOf, productRates});
