/** @typedef {import('puppeteer-core').Page} Page */

/**
 * The page while its figure trains at full speed: main-thread tasks over 50 ms (PerformanceObserver
 * reports just those), steps a second with everything drawn, and how long a pause takes from the
 * call to the state.
 * @param {Page} page the built page, open
 * @param {{seconds: number, pauses: number}} amount
 */
export async function measureResponsiveness(page, {seconds, pauses}) {
  await page.waitForFunction(() => {
    const root = document.querySelector('dft-figure')?.shadowRoot;
    return root?.querySelector("[data-readout='floor']")?.textContent !== '–';
  });
  return page.evaluate(
    async (duration, count) => {
      const figure = /** @type {any} */ (document.querySelector('dft-figure'));
      const sleep = (/** @type {number} */ ms) => new Promise(resolve => setTimeout(resolve, ms));
      /** @type {number[]} */
      const longTasks = [];
      const observer = new PerformanceObserver(list => {
        for (const entry of list.getEntries()) longTasks.push(entry.duration);
      });
      await sleep(500);
      observer.observe({type: 'longtask'});
      const {step: firstStep} = await figure.getState();
      const begin = performance.now();
      await figure.play();
      await sleep(duration * 1000);
      await figure.pause();
      const elapsed = (performance.now() - begin) / 1000;
      const {step: lastStep} = await figure.getState();
      const pauseTimes = [];
      for (let i = 0; i < count; i++) {
        await figure.play();
        await sleep(150 + 37 * (i % 5));
        const asked = performance.now();
        await figure.pause();
        pauseTimes.push(performance.now() - asked);
      }
      await sleep(200);
      observer.disconnect();
      return {longTasks, pauseTimes, stepsPerSecond: (lastStep - firstStep) / elapsed};
    },
    seconds,
    pauses,
  );
}

/**
 * From opening the page to the first training step done, and to the figure being ready, in ms.
 * @param {() => Promise<Page>} open
 */
export async function measureStart(open) {
  const page = await open();
  const result = await page.evaluate(async () => {
    const figure = /** @type {any} */ (document.querySelector('dft-figure'));
    await customElements.whenDefined('dft-figure');
    await figure.step(1);
    return performance.now();
  });
  await page.close();
  return result;
}
