import {processTreeMemory} from '../process-memory.mjs';
import {startFigure} from '../responsiveness.mjs';
import {spread} from '../statistics.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const tag = 'spectrogram-figure';
const firstSteps = 5;
const steps = 500;

/**
 * What a spectrogram run on the page takes: memory of all processes of the browser, less that of
 * the same browser with a blank page.
 * @param {string} optimizer
 * @param {number} budget MB
 * @returns {import('../main.mjs').Section}
 */
export function memory(optimizer, budget) {
  return async (browser, add) => {
    const name = `memory, spectrogram ${optimizer}`;
    const page = await browser.blankPage();
    await sleep(3000); // a browser just started is still at work
    const blank = await processTreeMemory(browser.pid);
    if (blank === null) {
      add(name, 'MB', null);
      return;
    }
    const used = async () => (Number(await processTreeMemory(browser.pid)) - blank) / 1e6;

    await browser.open(`?model=spectrogram&optimizer=${optimizer}`, page);
    const loading = {ended: false};
    const started = startFigure(page, tag, firstSteps).finally(() => (loading.ended = true));
    const whileLoading = [];
    while (!loading.ended) whileLoading.push(await used());
    await started;

    const samples = await sampleTraining(page, used);
    const fifth = (/** @type {number} */ from) =>
      samples.filter(({step}) => step >= from && step < from + steps / 5).map(({size}) => size);
    const [first, last] = [fifth(firstSteps), fifth(firstSteps + 0.8 * steps)];
    const peak = Math.max(...whileLoading, ...samples.map(({size}) => size));
    add(`${name}: peak over ${steps} steps`, 'MB', [peak], `at most ${budget}`);
    add(`${name}: first fifth of them`, 'MB', first);
    add(`${name}: last fifth of them`, 'MB', last);
    add(`${name}: growth`, 'MB', [spread(last).median - spread(first).median], 'flat');
  };
}

/**
 * @param {Page} page
 * @param {() => Promise<number>} used
 */
async function sampleTraining(page, used) {
  const step = () =>
    page.$eval(tag, async figure => (await /** @type {any} */ (figure).getState()).step);
  /** @type {{step: number, size: number}[]} */
  const samples = [];
  await page.$eval(tag, figure => /** @type {any} */ (figure).play());
  do {
    await sleep(200);
    samples.push({step: await step(), size: await used()});
  } while (samples[samples.length - 1].step < firstSteps + steps);
  return samples;
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
