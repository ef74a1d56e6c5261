/**
 * What uPlot does not draw on the history: names at the lines' ends, the float32 floor, titles.
 */
import UPlot from 'uplot';

import {horizontalLine} from './canvas.js';
import {spreadLabels} from './plot.js';

/** @typedef {import('./history.js').History} History */
/** @typedef {import('./history.js').Trace} Trace */
/** @typedef {import('./theme.js').Theme} Theme */

/**
 * uPlot's context counts device pixels: run `draw` with it counting CSS pixels.
 *
 * @param {UPlot} plot
 * @param {() => void} draw
 */
export function inCssPixels(plot, draw) {
  plot.ctx.save();
  plot.ctx.scale(UPlot.pxRatio, UPlot.pxRatio);
  draw();
  plot.ctx.restore();
}

/**
 * @param {UPlot} plot
 * @param {History} history
 * @param {Theme} theme
 */
export function drawHistoryLabels(plot, history, theme) {
  const {ctx: context, bbox} = plot;
  const em = theme.labelSize;
  const left = bbox.left / UPlot.pxRatio;
  const top = bbox.top / UPlot.pxRatio;
  const right = (bbox.left + bbox.width) / UPlot.pxRatio;
  const bottom = (bbox.top + bbox.height) / UPlot.pxRatio;
  context.setLineDash([]);
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText('loss and weight error, log scale', 2, 1);
  context.textAlign = 'right';
  context.fillText('step', plot.width - 2, bottom + 6);
  if (history.floor) {
    drawFloor(context, plot.valToPos(history.floor, 'y') + top, left, right, theme);
  }
  const yOf = /** @param {Trace} trace */ ({ys}) => {
    const y = top + plot.valToPos(ys[ys.length - 1], 'y');
    return Number.isFinite(y) ? y : top;
  };
  const {batch, heldOut, weightError} = history;
  // The batch loss mostly jitters about the held-out one: its name then stands below that one's,
  // where it does not dance.
  const apart = Math.abs(yOf(batch) - yOf(heldOut)) > 3 * em;
  const names = /** @type {[Trace, Trace, string, string][]} */ ([
    [weightError, weightError, 'weights', theme.ink],
    [heldOut, heldOut, 'held-out', theme.network],
    [batch, heldOut.ys.length > 0 && !apart ? heldOut : batch, 'batch', theme.muted],
  ]).filter(([trace]) => trace.ys.length > 0);
  const ends = names.map(([, anchor]) => yOf(anchor));
  const places = spreadLabels(ends, 1.2 * em, top, bottom - 0.8 * em); // 'step' stands below
  context.font = theme.strongFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const [index, [, , name, colour]] of names.entries()) {
    context.fillStyle = colour;
    context.fillText(name, right + 6, places[index]);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} y
 * @param {number} left
 * @param {number} right
 * @param {Theme} theme
 */
function drawFloor(context, y, left, right, theme) {
  context.strokeStyle = theme.axis;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  horizontalLine(context, y, left, right);
  context.setLineDash([]);
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.lineWidth = 4;
  context.strokeStyle = theme.surface; // a grid line may run through
  context.strokeText('float32 floor', left + 6, y - 2);
  context.fillStyle = theme.muted;
  context.fillText('float32 floor', left + 6, y - 2);
}
