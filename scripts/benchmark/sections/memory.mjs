import {processTreeMemory} from '../process-memory.mjs';
import {startFigure} from '../responsiveness.mjs';
import {spread} from '../statistics.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../process-memory.mjs').Memory} Memory */
/** @typedef {Memory & {step: number}} Sample */

const tag = 'spectrogram-figure';
const steps = 500;
/** An epoch's first third. A run's step is told at its evaluations, three an epoch. */
const firstSteps = 20;

/**
 * What a spectrogram run on the page takes: memory of all processes of the browser, less that of
 * the same browser with a blank page. In MB of 10^6 bytes.
 * @param {string} optimizer
 * @param {number} budget MB
 * @returns {import('../main.mjs').Section}
 */
export function memory(optimizer, budget) {
  return async (browser, add) => {
    const name = `memory, spectrogram ${optimizer}`;
    const page = await browser.blankPage();
    await page.setViewport({width: 1280, height: 900});
    await sleep(3000); // a browser just started is still at work
    const blank = await processTreeMemory(browser.pid);
    if (!blank) {
      add(name, 'MB', null);
      return;
    }
    const used = async () => {
      const {all, own} = (await processTreeMemory(browser.pid)) ?? blank;
      return {all: (all - blank.all) / 1e6, own: (own - blank.own) / 1e6};
    };

    await browser.open(`?model=spectrogram&optimizer=${optimizer}`, page);
    const samples = await sampleRun(page, used);
    const peak = (/** @type {'all' | 'own'} */ key) =>
      Math.max(...samples.map(sample => sample[key]));
    const fifth = (/** @type {number} */ begin) =>
      samples.filter(({step}) => step >= begin && step < begin + steps / 5).map(({own}) => own);
    const [first, last] = [fifth(firstSteps), fifth(firstSteps + 0.8 * steps)];
    const limit = `at most ${budget}`;
    add(`${name}: peak (if no other browser runs)`, 'MB', [peak('all')], limit);
    add(`${name}: peak, mapped files left out`, 'MB', [peak('own')], limit);
    add(`${name}: so in the first fifth of ${steps} steps`, 'MB', first);
    add(`${name}: so in the last fifth`, 'MB', last);
    add(`${name}: growth`, 'MB', [spread(last).median - spread(first).median], 'flat');
  };
}

/**
 * Trains the figure from its loading on, and samples meanwhile; before its first steps are done its
 * step is given as -1.
 * @param {Page} page
 * @param {() => Promise<Memory>} used
 */
async function sampleRun(page, used) {
  /** @type {Sample[]} */
  const samples = [];
  let step = -1;
  const train = async () => {
    await startFigure(page, tag, firstSteps);
    await page.$eval(tag, figure => /** @type {any} */ (figure).play());
    for (step = firstSteps; step < firstSteps + steps; step = await stepOf(page)) await sleep(250);
  };
  const sample = async () => {
    while (step < firstSteps + steps) {
      await sleep(step < 0 ? 250 : 1000); // telling the memory takes a while itself
      samples.push({step, ...(await used())});
    }
  };
  await Promise.all([train(), sample()]);
  return samples;
}

/** @param {Page} page @returns {Promise<number>} */
function stepOf(page) {
  return page.$eval(tag, async figure => (await /** @type {any} */ (figure).getState()).step);
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
