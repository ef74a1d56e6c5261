import {ours} from '../peers/contestants.ts';
import {processTreeMemory} from '../process-memory.ts';
import type {Section, Add} from '../main.ts';
import type {Browser} from '../browser.ts';
import type {BenchmarkGlobal} from '../page.ts';
import type {Opener} from '../peers/compare.ts';

const sizes = [16, 32, 64, 128, 256, 512];

/** Time and memory against the number of weights, AMSGrad in Chromium: the engine alone. */
export const size: Section = async (browser, add) => {
  await (await ours(browser, {model: 'dft', n: 4}, {warmUp: 1, steps: 1})()).close(); // a new browser grows
  for (const n of sizes) {
    const settings = {model: 'dft', n, optimizer: 'amsgrad'};
    const steps = Math.ceil(1000 * (128 / n) ** 2);
    const name = `dft n=${n}, batch 64, ${4 * n * n} weights`;
    await measure(browser, add, name, ours(browser, settings, {warmUp: steps, steps}), 3);
  }
  const half = 'half of the spectrogram, batch 256, 8982528 weights';
  await measure(browser, add, half, halfNetwork(browser), 3);
  const settings = {model: 'spectrogram', optimizer: 'amsgrad'};
  const whole = 'spectrogram, batch 256, 17436672 weights';
  await measure(browser, add, whole, ours(browser, settings, {warmUp: 20, steps: null}), 3);
};

/** Between the largest dft and the spectrogram there is no model. */
function halfNetwork(browser: Browser): Opener {
  return async () => {
    const bench = await browser.openBench();
    const network = await bench.evaluateHandle(() =>
      (globalThis as BenchmarkGlobal).startHalfNetwork('amsgrad'),
    );
    const rate = () => network.evaluate(handle => handle.rate(20));
    await rate();
    return {
      name: `ours, ${await network.evaluate(handle => handle.workers)} workers`,
      rate,
      describe: async () => '',
      async close() {
        await network.evaluate(handle => handle.dispose());
        await bench.close();
      },
    };
  };
}

async function measure(browser: Browser, add: Add, name: string, open: Opener, rounds: number) {
  const blank = await browser.openBench();
  await new Promise(resolve => setTimeout(resolve, 2000));
  const before = await processTreeMemory(browser.pid);
  await blank.close();
  const contestant = await open();
  try {
    const milliseconds = [];
    for (let i = 0; i < rounds; i++) milliseconds.push(1000 / (await contestant.rate()));
    const after = await processTreeMemory(browser.pid);
    add(`${name}: a step`, 'ms', milliseconds, undefined, contestant.name);
    const taken = before && after ? [(after.own - before.own) / 1e6] : null;
    add(`${name}: memory, mapped files left out`, 'MB', taken);
  } finally {
    await contestant.close();
  }
}
