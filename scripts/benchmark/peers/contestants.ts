import {readFile} from 'node:fs/promises';
import {digits} from '../rows.ts';
import {NotInstalled} from './not-installed.ts';
import {openPython} from './python.ts';
import type {Browser} from '../browser.ts';
import type {Opener} from './compare.ts';
import type {BenchmarkGlobal} from '../page.ts';
import type {Training, TrainingGlobal} from './page/training-page.ts';

/** of a round: both are reached */
export type Least = {seconds: number; steps: number};

/**
 * Our engine in the built page's worker.
 * @param amount steps: of a round; null: to the
 * next evaluation, a third of an epoch of the spectrogram; first: afresh, the first one
 */
export function ours(
  browser: Browser,
  settings: Record<string, unknown>,
  {warmUp, steps}: {warmUp: number; steps: number | null | 'first'},
): Opener {
  return async () => {
    const bench = await browser.openBench();
    const run = await bench.evaluateHandle(
      (...given) => (globalThis as BenchmarkGlobal).startRun(...given),
      settings,
      warmUp,
    );
    const told = await run.evaluate(({kernel, workers}) => `${kernel}, ${workers} workers`);
    return {
      name: `ours, ${told}`,
      async rate() {
        await bench.bringToFront();
        if (steps === 'first') {
          return run.evaluate(handle => (globalThis as BenchmarkGlobal).rateOfFirstStep(handle));
        }
        return run.evaluate(
          (handle, count) => (globalThis as BenchmarkGlobal).rateOfRun(handle, count),
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
 * @param site the peers'
 */
export function inPage(
  browser: Browser,
  site: string | NotInstalled,
  name: string,
  {isolated = false, ...training}: Training & {isolated?: boolean},
  least: Least,
): Opener {
  return async () => {
    if (site instanceof NotInstalled) throw site;
    const opened = await browser.openPage(
      `${site}training-page.html${isolated ? '?isolated' : ''}`,
      'makeTrainer',
    );
    const trainer = await opened.evaluateHandle(
      settings => (globalThis as TrainingGlobal).makeTrainer(settings),
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
          (...given) => (globalThis as TrainingGlobal).rateOf(...given),
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

/** A library that trains in a Python process of its own. */
export function inPython(
  name: string,
  training: [library: string, task: string, optimizer: string, batch: number],
  {threads, variables}: {threads: number; variables: Record<string, string>},
  least: Least,
): Opener {
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

function lossText(first: number, last: number, steps: number) {
  return `loss ${digits(first)} to ${digits(last)} in ${steps} steps`;
}

/**
 * Settings of a Python peer worth trying: one thread and all of them, with the kernels that OpenBLAS
 * takes by itself and with those for AVX-512, which an older OpenBLAS does not take on a newer CPU.
 */
export async function pythonSettings(): Promise<
  {name: string; threads: number; variables: Record<string, string>}[]
> {
  const processor = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const kernels: [name: string, variables: Record<string, string>][] = [
    ["OpenBLAS's own choice", {}],
  ];
  if (/\bavx512vl\b/.test(processor)) {
    kernels.push(['AVX-512 kernels', {OPENBLAS_CORETYPE: 'SKYLAKEX'}]);
  }
  const one = {OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1'};
  return kernels.flatMap(([name, variables]) => [
    {name: `1 thread, ${name}`, threads: 1, variables: {...one, ...variables}},
    {name: `default threads, ${name}`, threads: 0, variables},
  ]);
}
