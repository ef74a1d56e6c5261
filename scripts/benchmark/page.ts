import {browserHost} from '../../web/engine/host/browser-host.ts';
import {instantiateCore} from '../../web/engine/worker/core.ts';
import {Run} from '../../web/engine/run.ts';
import {nextEvaluation} from '../../web/engine/schedule.ts';
import {Shards} from '../../web/engine/shards.ts';
import {postSetting} from '../../web/engine/spectra.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {HalfNetwork} from './half-network.ts';
import type {stftRates} from './stft-rates.ts';

// What the benchmark's sections call in the browser: the engine alone, nothing drawn.

/** A run at full speed with its workers and initial weights, after some steps of warm-up. */
async function startRun(settings: Record<string, unknown>, warmUp: number) {
  const run = new Run(browserHost(), {...settings, speed: 'max'});
  await run.prepare();
  if (warmUp > 0) await run.step(warmUp);
  return run;
}

/**
 * Steps a second of a run, data generation and evaluations included.
 * @param steps null: up to the next evaluation
 */
async function rateOfRun(run: Run, steps: number | null) {
  const [begin, seconds] = [run.progress.step, run.seconds];
  await run.step(steps ?? nextEvaluation(begin, run.settings) - begin);
  if (run.state !== 'paused') throw new Error(`The run is ${run.state}: ${run.reason}`);
  return (run.progress.step - begin) / (run.seconds - seconds);
}

/** How often a second a run could be begun and its first step done: the solution of `exact`. */
async function rateOfFirstStep(run: Run) {
  await run.reset();
  await run.step(1);
  return 1 / run.seconds;
}

/** The rate of each repetition. */
async function trainingRates(
  settings: Record<string, unknown>,
  {steps, runs}: {steps: number; runs: number},
) {
  const run = await startRun(settings, Math.ceil(steps / 4));
  try {
    const rates = [];
    for (let i = 0; i < runs; i++) rates.push(await rateOfRun(run, steps));
    return rates;
  } finally {
    await run.dispose();
  }
}

/**
 * Seconds from play(), with worker, core and initial weights there, until a run reaches its target.
 * @param longest seconds after which it fails
 */
async function secondsToTarget(settings: Record<string, unknown>, longest: number = 300) {
  const run = new Run(browserHost(), {...settings, speed: 'max'});
  try {
    await run.prepare();
    const begin = performance.now();
    await run.play();
    const timer = setTimeout(() => run.pause(), 1000 * longest);
    await run.stopped();
    clearTimeout(timer);
    const seconds = (performance.now() - begin) / 1000;
    if (run.state !== 'converged') throw new Error(`The run is ${run.state}: ${run.reason}`);
    return seconds;
  } finally {
    await run.dispose();
  }
}

/** The core and a million samples for it to transform, once done. */
async function startStft() {
  const core = await instantiateCore(await browserHost().compileCore());
  const signal = core.audio('noise', 1e6, 1);
  for (let i = 0; i < 5; i++) core.repeatStft(postSetting, signal, 1); // the compiler's warm-up
  return {core, signal};
}

/**
 * Frames a second of the post's STFT over at least so long, by one thread, float32 in; what comes
 * out stays in the core's memory.
 */
function rateOfStft({core, signal}: Awaited<ReturnType<typeof startStft>>, seconds: number) {
  const {nperseg, noverlap} = postSetting;
  const frames = Math.floor((signal.length - noverlap) / (nperseg - noverlap));
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  let runs = 0;
  do {
    core.repeatStft(postSetting, signal, 1);
    runs++;
  } while (elapsed() < seconds);
  return (runs * frames) / elapsed();
}

/** Seconds of training until each of some steps was done, and the held-out loss there. */
async function stagesOf(settings: Record<string, unknown>, steps: number) {
  const host = browserHost();
  const signal = new AbortController().signal; // nothing ends it but itself
  const shards = await Shards.launch(host, host.cores, {signal, onFailure: reportError});
  try {
    await shards.start(completeSettings(settings), []);
    const stages = [];
    for (let step = 1, seconds = 0; step <= steps; step++) {
      const begin = performance.now();
      await shards.advance(step, false);
      seconds += (performance.now() - begin) / 1000;
      const {evaluation} = await shards.advance(step, true);
      stages.push({seconds, heldOutLoss: evaluation?.heldOutLoss ?? NaN});
    }
    return stages;
  } finally {
    shards.dispose();
  }
}

/** GFLOP/s of each repetition of one matrix product in a worker, by kernel. */
function productRates(product: {m: number; k: number; n: number; runs: number}) {
  return inWorker<Record<string, number[]>>(
    new Worker(new URL('./gemm-worker.js', import.meta.url), {type: 'module'}),
    product,
  );
}

/** Frames a second of each run of the STFT in a worker, by where the result goes. */
function framesPerSecond(runs: number) {
  return inWorker<ReturnType<typeof stftRates>>(
    new Worker(new URL('./stft-worker.js', import.meta.url), {type: 'module'}),
    {runs},
  );
}

/** What a worker of ours answers to the core and `task`. */
async function inWorker<Answer>(worker: Worker, task: object) {
  const module = await browserHost().compileCore();
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.addEventListener('message', event => resolve(event.data));
      worker.addEventListener('error', reject);
      worker.postMessage({...task, module});
    });
  } finally {
    worker.terminate();
  }
}

const functions = {
  startHalfNetwork: HalfNetwork.start,
  startRun,
  rateOfRun,
  rateOfFirstStep,
  trainingRates,
  startStft,
  rateOfStft,
  secondsToTarget,
  stagesOf,
  productRates,
  framesPerSecond,
};

Object.assign(globalThis, functions);

/** The global object of the page. */
export type BenchmarkGlobal = typeof globalThis & typeof functions;
