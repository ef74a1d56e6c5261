import {drawLogPlot} from '../../views/log-plot.js';
import {moveOf, onKeys} from '../keys.js';
import {pointOn} from '../stages.js';

/** @typedef {import('../../views/log-plot.js').LogPlotData} LogPlotData */
/** @typedef {import('../../views/theme.js').Theme} Theme */

/**
 * What a plot shows, asked for when it is drawn or read.
 * @typedef {object} PlotContent
 * @property {() => LogPlotData} data
 * @property {() => number[]} places x of what can be read, ascending
 * @property {(index: number) => string} reading of a place
 * @property {() => string} label of the canvas
 * @property {() => import('../tables.js').Table} table
 * @property {(x: number) => void} [onChosen] the x of a click, or of a drag
 */

/**
 * A plot of curves that can be read with pointer and arrow keys.
 * @param {PlotContent & {stages: import('../stages.js').Stages, canvas: HTMLCanvasElement,
 *   readout: HTMLElement, signal: AbortSignal, theme: () => Theme}} parts
 */
export function addCurves(parts) {
  const {stages, canvas, readout, signal, data, theme, places, reading, label, onChosen} = parts;
  /** @type {number | null} */
  let cursor = null;
  /** @type {import('../../views/plot.js').Plot | null} */
  let plot = null;

  stages.add(canvas, ({context, width, height}) => {
    const xs = places();
    const x = cursor === null ? null : (xs[Math.min(cursor, xs.length - 1)] ?? null);
    plot = drawLogPlot(context, data(), {width, height, theme: theme(), cursor: x});
    readout.textContent =
      cursor === null || x === null ? '\u00a0' : reading(Math.min(cursor, xs.length - 1));
  });

  /** @param {number | null} place */
  function moveTo(place) {
    cursor = place === null ? null : Math.max(0, Math.min(places().length - 1, place));
    stages.invalidate(canvas);
  }

  /** @param {PointerEvent} event @returns {number} the x under a pointer */
  const xUnder = event => plot?.xInverse(pointOn(event).x) ?? 0;

  /** @param {PointerEvent} event */
  function onMove(event) {
    const x = xUnder(event);
    const distances = places().map(place => Math.abs(place - x));
    moveTo(distances.length > 0 ? distances.indexOf(Math.min(...distances)) : null);
    if (event.buttons === 1) onChosen?.(x);
  }

  canvas.addEventListener('pointermove', onMove, {signal});
  canvas.addEventListener('pointerdown', event => onChosen?.(xUnder(event)), {signal});
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onKeys(canvas, signal, event => {
    const by = moveOf(event, {ArrowLeft: -1, ArrowRight: 1});
    if (by) moveTo((cursor ?? -1) + by);
    return by !== undefined;
  });

  return {describe: () => canvas.setAttribute('aria-label', label())};
}
