/**
 * What uPlot does not draw on the history: names at the lines' ends, the float32 floor, titles.
 */
import UPlot from 'uplot';
import {horizontalLine} from '../../kit/canvas.ts';
import {spreadLabels} from '../../kit/plot.ts';
import type {History, Trace} from './history.ts';
import type {Theme} from '../../kit/theme.ts';

/** uPlot's context counts device pixels: run `draw` with it counting CSS pixels. */
export function inCssPixels(plot: UPlot, draw: () => void) {
  plot.ctx.save();
  plot.ctx.scale(UPlot.pxRatio, UPlot.pxRatio);
  draw();
  plot.ctx.restore();
}

export function drawHistoryLabels(plot: UPlot, history: History, theme: Theme) {
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
  const yOf = ({ys}: Trace) => {
    const y = top + plot.valToPos(ys[ys.length - 1], 'y');
    return Number.isFinite(y) ? y : top;
  };
  const {batch, heldOut, weightError} = history;
  // The batch loss mostly jitters about the held-out one: its name then stands below that one's,
  // where it does not dance.
  const apart = Math.abs(yOf(batch) - yOf(heldOut)) > 3 * em;
  const names = (
    [
      [weightError, weightError, 'weights', theme.ink],
      [heldOut, heldOut, 'held-out', theme.network],
      [batch, heldOut.ys.length > 0 && !apart ? heldOut : batch, 'batch', theme.muted],
    ] as [Trace, Trace, string, string][]
  ).filter(([trace]) => trace.ys.length > 0);
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

function drawFloor(
  context: CanvasRenderingContext2D,
  y: number,
  left: number,
  right: number,
  theme: Theme,
) {
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
