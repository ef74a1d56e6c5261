import type {Page} from 'puppeteer-core';
import type {LessonFigure} from '../../web/figures/lesson/figure.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

// What a reader notices of a figure that trains: its speed with everything drawn, its frames, the main
// thread's long tasks, the answer to Pause.

/**
 * Brings a figure into view, has its code loaded, and does its first steps.
 * @param page the built page, open
 * @param steps left out: none
 */
export async function startFigure(page: Page, tag: string, steps: number = 0) {
  const scroll = () => page.$eval(tag, figure => figure.scrollIntoView({behavior: 'instant'}));
  await scroll();
  await page.waitForFunction(name => customElements.get(name) !== undefined, {}, tag);
  if (steps > 0) await secondsOfSteps(page, tag, 1);
  await scroll(); // figures grow when they are loaded
  if (steps > 1) await secondsOfSteps(page, tag, steps - 1);
}

/**
 * Milliseconds from each frame to the next.
 * @param turning whether the DFT's spiral is turned a bit in each
 */
export async function frameTimes(page: Page, seconds: number, turning: boolean): Promise<number[]> {
  const canvas = await page.$('dft-figure >>> [data-canvas=helix]');
  if (!canvas) throw new Error('The figure has no spiral.');
  await canvas.evaluate(element => element.scrollIntoView({block: 'center', behavior: 'instant'}));
  return canvas.evaluate(
    async (element, duration, turns) => {
      const times = [];
      let last = await new Promise(requestAnimationFrame);
      for (const end = last + 1000 * duration; last < end;) {
        if (turns) element.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}));
        const now = await new Promise(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      return times;
    },
    seconds,
    turning,
  );
}

/** Has a figure at play for a time. */
export async function playFor(page: Page, tag: string, seconds: number) {
  await page.$eval(
    tag,
    async (element, duration) => {
      const figure = element as RunFigure | LessonFigure;
      await figure.play();
      await new Promise(resolve => setTimeout(resolve, 1000 * duration));
      await figure.pause();
    },
    seconds,
  );
}

/**
 * Main-thread tasks over 50 ms from now on (PerformanceObserver reports just those).
 * @returns gives their durations so far, in ms
 */
export async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  const tasks = await page.evaluateHandle(() => {
    const durations: number[] = [];
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) durations.push(entry.duration);
    }).observe({type: 'longtask'});
    return durations;
  });
  return () =>
    tasks.evaluate(async durations => {
      await new Promise(resolve => setTimeout(resolve, 200)); // the last ones are still to be told
      return durations;
    });
}

/** Seconds that some steps take, asked for at once. */
export function secondsOfSteps(page: Page, tag: string, count: number): Promise<number> {
  return page.$eval(
    tag,
    async (figure, steps) => {
      const begin = performance.now();
      await (figure as RunFigure).step(steps);
      return (performance.now() - begin) / 1000;
    },
    count,
  );
}

/**
 * How long each of some pauses takes from the call to the state, in ms, with play in between for
 * times that differ.
 */
export function pauseTimes(page: Page, tag: string, count: number): Promise<number[]> {
  return page.$eval(
    tag,
    async (element, pauses) => {
      const figure = element as RunFigure;
      const times = [];
      for (let i = 0; i < pauses; i++) {
        await figure.play();
        await new Promise(resolve => setTimeout(resolve, 150 + ((137 * i) % 500)));
        if (figure.state !== 'running') throw new Error(`It is ${figure.state}: nothing to pause.`);
        const asked = performance.now();
        await figure.pause();
        times.push(performance.now() - asked);
      }
      return times;
    },
    count,
  );
}
