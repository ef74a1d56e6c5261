import {readFile} from 'node:fs/promises';

/** @type {import('../main.mjs').Section} */
export async function start(browser, add) {
  const times = [];
  for (let i = 0; i < 7; i++) times.push(await timeToFirstStep(browser));
  add('opening the page to its first step done', 'ms', times, {atMost: 500});
  add('first load, gzipped', 'bytes', [await firstLoad()], {atMost: 150000});
}

/**
 * @param {import('../browser.mjs').Browser} browser
 * @returns {Promise<number>} ms
 */
async function timeToFirstStep(browser) {
  const page = await browser.open('');
  const time = await page.evaluate(async () => {
    const figure = /** @type {any} */ (document.querySelector('dft-figure'));
    await customElements.whenDefined('dft-figure');
    await figure.step(1);
    return performance.now();
  });
  await page.close();
  return time;
}

/** As the build counted it: what is fetched before the first step. */
async function firstLoad() {
  return JSON.parse(await readFile('build/first-load.json', 'utf8')).total;
}
