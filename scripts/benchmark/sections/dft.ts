import {nodeHost} from '../../../web/engine/host/node-host.ts';
import {Run} from '../../../web/engine/run.ts';
import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';

/** The issue's own case: the 128-point DFT, AMSGrad, batch 64, one worker. */
const dftSettings = {model: 'dft', n: 128, batch: 64, workers: 1, kernel: 'simd128'};

/** The engine alone, nothing drawn. */
export const dft: Section = async (browser, add) => {
  const bench = await browser.openBench();
  for (const optimizer of ['amsgrad', 'adam', 'lms']) {
    const rates = await bench.evaluate(
      (settings, amount) => (globalThis as BenchmarkGlobal).trainingRates(settings, amount),
      {...dftSettings, optimizer},
      {steps: 2000, runs: 5},
    );
    const limit = optimizer === 'amsgrad' ? 'at least 1000' : undefined;
    add(`DFT n=128 batch 64 ${optimizer}, Chromium`, 'steps/s', rates, limit);
  }
  await bench.close();
  add('DFT n=128 batch 64 amsgrad, Node', 'steps/s', await nodeRates('amsgrad'));
};

async function nodeRates(optimizer: string) {
  const run = new Run(nodeHost(), {...dftSettings, optimizer, speed: 'max'});
  try {
    await run.step(500);
    const rates = [];
    for (let i = 0; i < 5; i++) {
      const [step, seconds] = [run.progress.step, run.seconds];
      await run.step(2000);
      rates.push((run.progress.step - step) / (run.seconds - seconds));
    }
    return rates;
  } finally {
    await run.dispose();
  }
}
