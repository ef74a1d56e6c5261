import {decadeRange} from '../../views/decades.js';
import {drawLogPlot} from '../../views/log-plot.js';

/** @typedef {import('../../engine/logbook.js').Point} Point */

/**
 * Draws loss and weight error over the steps, as the figure shows them, at any resolution.
 * @param {HTMLCanvasElement} canvas
 * @param {Pick<import('../../engine/run.js').Run, 'history' | 'floor'>} run
 * @param {{width: number, height: number, pixelRatio: number, theme: import('../../views/theme.js').Theme}}
 *   options sizes in CSS pixels
 */
export function drawLoss(canvas, {history, floor}, {width, height, pixelRatio, theme}) {
  const trace = (/** @type {'loss' | 'heldOutLoss' | 'weightError'} */ key) => {
    const known = history.filter(point => Number.isFinite(point[key]));
    return {xs: known.map(({step}) => step), ys: known.map(point => point[key])};
  };
  const traces = {
    batch: trace('loss'),
    heldOut: trace('heldOutLoss'),
    weightError: trace('weightError'),
  };
  const [low, high] = decadeRange({...traces, floor: floor ?? undefined});
  const last = history[history.length - 1].step;
  const data = {
    x: {title: 'step', range: /** @type {const} */ ([0, Math.max(10, last)])},
    y: {
      title: 'loss and weight error, log scale',
      range: /** @type {const} */ ([Math.log10(low), Math.log10(high)]),
    },
    curves: [
      {name: 'batch', colour: theme.axis, dash: [], width: 1, ...traces.batch},
      {name: 'held-out', colour: theme.network, dash: [], width: 2.5, ...traces.heldOut},
      {name: 'weights', colour: theme.ink, dash: [6, 3], width: 1.5, ...traces.weightError},
    ],
    levels: floor ? [{y: floor, name: 'float32 floor'}] : [],
  };
  canvas.width = Math.round(width * pixelRatio);
  canvas.height = Math.round(height * pixelRatio);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(pixelRatio, pixelRatio);
  drawLogPlot(context, data, {width, height, theme});
}
