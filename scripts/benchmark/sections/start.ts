import {readFile} from 'node:fs/promises';
import type {RunFigure} from '../../../web/lab/run-figure.ts';
import type {Section} from '../main.ts';
import type {Browser} from '../browser.ts';

export const start: Section = async (browser, add) => {
  const times = [];
  for (let i = 0; i < 7; i++) times.push(await timeToFirstStep(browser));
  add('opening the page to its first step done', 'ms', times, {atMost: 500});
  add('first load, gzipped', 'bytes', [await firstLoad()], {atMost: 150000});
};

/** @returns ms */
async function timeToFirstStep(browser: Browser): Promise<number> {
  const page = await browser.open('');
  const time = await page.evaluate(async () => {
    const figure = document.querySelector('opening-figure') as RunFigure;
    await customElements.whenDefined('opening-figure');
    await figure.step(1);
    return performance.now();
  });
  await page.close();
  return time;
}

/** As the build counted it: what is fetched before the first step. */
async function firstLoad() {
  const load = JSON.parse(await readFile('build/first-load.json', 'utf8')) as {total: number};
  return load.total;
}
