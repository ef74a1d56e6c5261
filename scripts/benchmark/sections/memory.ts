import {processTreeMemory} from '../process-memory.ts';
import {startFigure} from '../responsiveness.ts';
import {spread} from '../statistics.ts';
import type {Page} from 'puppeteer-core';
import type {Memory} from '../process-memory.ts';
import type {RunFigure} from '../../../web/lab/run-figure.ts';
import type {Section} from '../main.ts';

type Sample = Memory & {step: number};

const tag = 'spectrogram-figure';
const steps = 500;
/** An epoch's first third. A run's step is told at its evaluations, three an epoch. */
const firstSteps = 20;

/**
 * What a spectrogram run on the page takes: memory of all processes of the browser, less that of
 * the same browser with a blank page. In MB of 10^6 bytes.
 * @param budget MB
 */
export function memory(optimizer: string, budget: number): Section {
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

    await browser.open(`lab/?model=spectrogram&optimizer=${optimizer}`, page);
    const samples = await sampleRun(page, used);
    const peak = (key: 'all' | 'own') => Math.max(...samples.map(sample => sample[key]));
    const fifth = (begin: number) =>
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
 */
async function sampleRun(page: Page, used: () => Promise<Memory>) {
  const samples: Sample[] = [];
  let step = -1;
  const train = async () => {
    await startFigure(page, tag, firstSteps);
    await page.$eval(tag, figure => (figure as RunFigure).play());
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

function stepOf(page: Page): Promise<number> {
  return page.$eval(tag, async figure => (await (figure as RunFigure).getState()).step);
}

function sleep(ms: number) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
