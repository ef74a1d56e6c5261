import {frameTimes, playFor, startFigure, watchLongTasks} from '../responsiveness.ts';
import type {RunFigure} from '../../../web/lab/run-figure.ts';
import type {Section} from '../main.ts';

const seconds = 6;

/** Each figure and its page, long enough at work for all that its pictures come to. */
const figures: [tag: string, address: string][] = [
  ['opening-figure', ''],
  ['dft-figure', 'lab/?speed=max&examples=streaming&steps=100000000'],
  ['shared-figure', 'lab/?model=shared&examples=streaming&steps=100000000'],
  ['spectrogram-figure', 'lab/?model=spectrogram'],
  ['transform-figure', 'lab/?model=dct&speed=max&examples=streaming&steps=100000000'],
  ['butterfly-figure', 'lab/?model=butterfly&speed=max&examples=streaming&decay-steps=100000000'],
  ['recurrent-figure', 'lab/?model=recurrent&speed=max&examples=streaming&decay-steps=100000000'],
  ['step-size-figure', ''],
  ['adam-figure', ''],
  ['coverage-figure', ''],
];

/**
 * Frames of the page while its spiral is turned and while it trains, and what holds the main thread
 * up while any of the figures is at work.
 */
export const smooth: Section = async (browser, add) => {
  const addFrames = (name: string, times: number[]) => {
    add(`${name}: a frame`, 'ms', times, {atMost: 17}); // 60 a second, and how many there were:
    add(`${name}: frames a second`, '/s', [times.length / seconds]);
  };
  for (const size of [128, 512]) {
    const page = await browser.open(`lab/?n=${size}&speed=max&examples=streaming&steps=100000000`);
    await startFigure(page, 'dft-figure', 10);
    const name = `page, n=${size}`;
    addFrames(`${name}, spiral turning`, await frameTimes(page, seconds, true));
    await page.$eval('dft-figure', figure => (figure as RunFigure).play());
    addFrames(`${name}, training`, await frameTimes(page, seconds, false));
    addFrames(`${name}, both`, await frameTimes(page, seconds, true));
    await page.close();
  }
  for (const [tag, address] of figures) {
    const page = await browser.open(address);
    await startFigure(page, tag);
    const longTasks = await watchLongTasks(page);
    await playFor(page, tag, seconds);
    const tasks = await longTasks();
    await page.close();
    const name = `${tag} at work: main-thread tasks over 50 ms`;
    add(name, 'tasks', [tasks.length], {atMost: 0});
    if (tasks.length > 0) add(`${name}: how long`, 'ms', tasks);
  }
};
