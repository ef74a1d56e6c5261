import {formatScientific} from '../../views/format.js';
import {describeMemory, drawMemory} from '../../views/memory-plot.js';
import {pointOn} from '../stages.js';
import {onArrowKeys} from '../keys.js';

/** @typedef {import('../recurrent-scene.js').RecurrentScene} RecurrentScene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * How much of each sample of the past is in a frame; point or use the arrow keys to read it.
 * @param {{scene: RecurrentScene, stages: Stages, canvas: HTMLCanvasElement, readout: HTMLElement,
 *   signal: AbortSignal}} parts
 */
export function addMemory({scene, stages, canvas, readout, signal}) {
  /** @type {number | null} samples ago */
  let cursor = null;
  /** @type {import('../../views/plot.js').Plot | null} */
  let plot = null;

  stages.add(canvas, ({context, width, height}) => {
    const {memory, theme} = scene;
    if (!memory) return context.clearRect(0, 0, width, height);
    plot = drawMemory(context, memory, {width, height, theme, cursor});
    readout.textContent = cursor === null ? '\u00a0' : readingOf(memory, cursor);
  });

  /**
   * @param {import('../../views/memory-plot.js').Memory} memory
   * @param {number} lag
   */
  function readingOf({learned, truth}, lag) {
    if (lag >= learned.length) return '\u00a0';
    return (
      `${lag} samples ago: ${formatScientific(learned[lag])} of the largest ` +
      `(true ${formatScientific(truth[lag])})`
    );
  }

  /** @param {number | null} lag */
  function moveTo(lag) {
    cursor = lag === null ? null : Math.max(0, Math.min(scene.lags - 1, lag));
    stages.invalidate(canvas);
  }

  canvas.addEventListener(
    'pointermove',
    event => moveTo(plot && Math.round(-plot.xInverse(pointOn(event).x))),
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? -1) - by));

  return {
    describe() {
      const {memory} = scene;
      if (memory) canvas.setAttribute('aria-label', describeMemory(memory));
    },
    table() {
      const {learned = [], truth = []} = scene.memory ?? {};
      const rows = Array.from(learned, (value, lag) => [
        String(lag),
        formatScientific(value),
        formatScientific(truth[lag]),
      ]);
      return {heads: ['samples ago', 'network', 'true'], rows};
    },
  };
}
