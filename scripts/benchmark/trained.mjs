import {nodeHost} from '../../web/engine/node-host.js';
import {Run} from '../../web/engine/run.js';

/**
 * A run in Node, one worker, to its own end or to that of its learning rate.
 * @param {Record<string, unknown>} settings
 * @param {number} limit of the held-out MSE, relative to the targets' mean square
 * @returns {Promise<{loss: number, step: number, seconds: number, first: number, weights: number}>}
 *   loss: relative; first: the evaluated step from which it was below the limit
 */
export async function trained(settings, limit) {
  const run = new Run(nodeHost(), {...settings, speed: 'max', kernel: 'simd128'});
  try {
    await run.play();
    await run.stopped();
    const {progress, history, seconds, network, targetPower} = run;
    if (!network || !targetPower) throw new Error(`There are no weights: ${run.reason}`);
    const {rows, columns} = network.shape;
    return {
      loss: progress.heldOutLoss / targetPower,
      step: progress.step,
      seconds,
      first: history.find(point => point.heldOutLoss <= limit * targetPower)?.step ?? Infinity,
      weights: rows * columns,
    };
  } finally {
    await run.dispose();
  }
}
