import {availableParallelism} from 'node:os';
import {waitForIdle} from '../idle.mjs';
import {ours} from '../peers/contestants.mjs';
import {buildPeak} from '../peers/peak.mjs';

const rounds = 3;

/**
 * Training with several workers against one, and how much of the machine's own scaling that is: what
 * fused multiply-adds in registers gain from as many cores.
 * @param {string} optimizer
 * @returns {import('../main.mjs').Section}
 */
export function scaling(optimizer) {
  return async (browser, add) => {
    const peak = await buildPeak();
    const open = (/** @type {number} */ workers) =>
      ours(
        browser,
        {model: 'spectrogram', optimizer, workers},
        {warmUp: 20, steps: null}, // rounds are thirds of an epoch
      )();
    for (const workers of new Set([2, availableParallelism()])) {
      if (workers > availableParallelism()) continue;
      const [one, several] = [await open(1), await open(workers)];
      try {
        await waitForIdle();
        /** @type {number[][]} */
        const measured = [];
        for (let round = 0; round < rounds; round++) {
          const machine = (await peak(workers)) / (await peak(1));
          const [alone, together] = [await one.rate(), await several.rate()];
          const gain = together / alone;
          measured.push([alone, together, gain, machine, (100 * gain) / machine]);
        }
        const column = (/** @type {number} */ i) => measured.map(values => values[i]);
        const name = `spectrogram ${optimizer}, epoch,`;
        add(`${name} 1 worker`, 'steps/s', column(0));
        add(`${name} ${workers} workers`, 'steps/s', column(1));
        add(`${name} ${workers} workers / 1 worker`, 'x', column(2));
        add(`fused multiply-adds, ${workers} cores / 1 core`, 'x', column(3));
        add(`${name} ${workers} workers, of that scaling`, '%', column(4), {atLeast: 90});
      } finally {
        await one.close();
        await several.close();
      }
    }
  };
}
