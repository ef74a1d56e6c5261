import {pauseTimes, startFigure, stepsPerSecondAtPlay, watchLongTasks} from '../responsiveness.mjs';

const tag = 'dft-figure';

/**
 * The page's DFT figure at full speed.
 * @type {import('../main.mjs').Section}
 */
export async function page(browser, add) {
  for (const size of [128, 512]) {
    const opened = await browser.open(`?n=${size}&speed=max&examples=streaming&steps=100000000`);
    await startFigure(opened, tag, 100);
    const longTasks = await watchLongTasks(opened);
    const rate = await stepsPerSecondAtPlay(opened, tag, 8);
    const pauses = await pauseTimes(opened, tag, 20);
    const tasks = await longTasks();
    await opened.close();
    add(`page, n=${size}, full speed: steps drawn`, 'steps/s', [rate]);
    add(`page, n=${size}: main-thread tasks over 50 ms`, 'tasks', [tasks.length], 'none');
    if (tasks.length > 0) add(`page, n=${size}: those tasks`, 'ms', tasks);
    add(`page, n=${size}: pause answered`, 'ms', pauses, 'max 100');
  }
}
