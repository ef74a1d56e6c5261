import {pauseTimes, secondsOfSteps, startFigure, watchLongTasks} from '../responsiveness.ts';
import type {Section} from '../main.ts';

const tag = 'spectrogram-figure';
const stepsAnEpoch = 59;
/** Steps of an epoch's first third: from there each 59 steps have an epoch's three evaluations. */
const firstThird = 20;

/** The page's spectrogram figure with an optimiser: 17.4M weights, batch 256, every core. */
export function spectrogram(optimizer: string): Section {
  return async (browser, add) => {
    const page = await browser.open(`lab/?model=spectrogram&optimizer=${optimizer}`);
    const longTasks = await watchLongTasks(page);
    await startFigure(page, tag, firstThird);
    const tasksAtStart = (await longTasks()).length;
    const epochs = [];
    for (let i = 0; i < 3; i++) epochs.push(await secondsOfSteps(page, tag, stepsAnEpoch));
    const pauses = await pauseTimes(page, tag, 20);
    const tasks = (await longTasks()).slice(tasksAtStart);
    const rates = epochs.map(seconds => stepsAnEpoch / seconds);
    const name = `page, spectrogram ${optimizer}`;
    add(`${name}, everything drawn`, 'steps/s', rates);
    add(`${name}: an epoch of ${stepsAnEpoch} steps`, 's', epochs);
    add(`${name}: main-thread tasks over 50 ms`, 'tasks', [tasks.length], 'none');
    if (tasks.length > 0) add(`${name}: those tasks`, 'ms', tasks);
    add(`${name}: such tasks while opening and loading`, 'tasks', [tasksAtStart]);
    add(`${name}: pause answered`, 'ms', pauses, 'max 250');
  };
}
