import {readFile} from 'node:fs/promises';
import {digits} from '../rows.mjs';
import {NotInstalled} from './not-installed.mjs';
import {openPython} from './python.mjs';

/** @typedef {import('../browser.mjs').Browser} Browser */
/** @typedef {import('./compare.mjs').Contestant} Contestant */
/** @typedef {import('./compare.mjs').Opener} Opener */
/** @typedef {{seconds: number, steps: number}} Least of a round: both are reached */

/**
 * Our engine in the built page's worker.
 * @param {Browser} browser
 * @param {Record<string, unknown>} settings
 * @param {{warmUp: number, steps: number | null | 'first'}} amount steps: of a round; null: to the
 *   next evaluation, a third of an epoch of the spectrogram; first: afresh, the first one
 * @returns {Opener}
 */
export function ours(browser, settings, {warmUp, steps}) {
  return async () => {
    const bench = await browser.openBench();
    const run = await bench.evaluateHandle(
      (...given) => /** @type {any} */ (globalThis).startRun(...given),
      settings,
      warmUp,
    );
    const told = await run.evaluate(({kernel, workers}) => `${kernel}, ${workers} workers`);
    return {
      name: `ours, ${told}`,
      async rate() {
        await bench.bringToFront();
        if (steps === 'first') {
          return run.evaluate(handle => /** @type {any} */ (globalThis).rateOfFirstStep(handle));
        }
        return run.evaluate(
          (handle, count) => /** @type {any} */ (globalThis).rateOfRun(handle, count),
          steps,
        );
      },
      describe: async () => {
        const {step, heldOutLoss} = await run.evaluate(({progress}) => progress);
        return `${told}; held-out MSE ${digits(heldOutLoss)} at step ${step}`;
      },
      async close() {
        await run.evaluate(handle => handle.dispose());
        await bench.close();
      },
    };
  };
}

/**
 * A library that trains in a page of its own.
 * @param {Browser} browser
 * @param {string | NotInstalled} site the peers'
 * @param {string} name
 * @param {import('./page/training-page.mjs').Training & {isolated?: boolean}} training
 * @param {Least} least
 * @returns {Opener}
 */
export function inPage(browser, site, name, {isolated = false, ...training}, least) {
  return async () => {
    if (site instanceof NotInstalled) throw site;
    const opened = await browser.openPage(
      `${site}training-page.html${isolated ? '?isolated' : ''}`,
      'makeTrainer',
    );
    const trainer = await opened.evaluateHandle(
      settings => /** @type {any} */ (globalThis).makeTrainer(settings),
      training,
    );
    const loss = () => trainer.evaluate(handle => handle.loss());
    const first = await loss();
    let steps = 0;
    return {
      name,
      async rate() {
        await opened.bringToFront();
        const {done, rate} = await opened.evaluate(
          (...given) => /** @type {any} */ (globalThis).rateOf(...given),
          trainer,
          least,
        );
        steps += done;
        return rate;
      },
      async describe() {
        const info = await trainer.evaluate(handle => handle.info);
        return `${info}; ${lossText(first, await loss(), steps)}`;
      },
      close: () => opened.close(),
    };
  };
}

/**
 * A library that trains in a Python process of its own.
 * @param {string} name
 * @param {[library: string, task: string, optimizer: string, batch: number]} training
 * @param {{threads: number, variables: Record<string, string>}} settings
 * @param {Least} least
 * @returns {Opener}
 */
export function inPython(name, training, {threads, variables}, least) {
  return async () => {
    const python = await openPython('train.py', [...training, threads], variables);
    const {info, loss: first} = python.introduction;
    return {
      name,
      rate: async () => (await python.ask(least)).rate,
      async describe() {
        const {loss, steps} = await python.ask({loss: true});
        return `${info}; ${lossText(first, loss, steps)}`;
      },
      close: python.close,
    };
  };
}

/** @param {number} first @param {number} last @param {number} steps */
function lossText(first, last, steps) {
  return `loss ${digits(first)} to ${digits(last)} in ${steps} steps`;
}

/**
 * Settings of a Python peer worth trying: one thread and all of them, with the kernels that OpenBLAS
 * takes by itself and with those for AVX-512, which an older OpenBLAS does not take on a newer CPU.
 * @returns {Promise<{name: string, threads: number, variables: Record<string, string>}[]>}
 */
export async function pythonSettings() {
  const processor = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  /** @type {[name: string, variables: Record<string, string>][]} */
  const kernels = [["OpenBLAS's own choice", {}]];
  if (/\bavx512vl\b/.test(processor)) {
    kernels.push(['AVX-512 kernels', {OPENBLAS_CORETYPE: 'SKYLAKEX'}]);
  }
  const one = {OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1'};
  return kernels.flatMap(([name, variables]) => [
    {name: `1 thread, ${name}`, threads: 1, variables: {...one, ...variables}},
    {name: `default threads, ${name}`, threads: 0, variables},
  ]);
}
