/**
 * What stands around the weight matrix: which block is which, and its first and last index.
 */
import {formatCount} from '../../words/format.ts';
import type {HeatmapLayout} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** Which half is which, with the axis' name where it fits. */
export function drawBlockLabels(
  context: CanvasRenderingContext2D,
  {left, top, side, n}: HeatmapLayout,
  theme: Theme,
) {
  const em = theme.labelSize;
  const half = side / 2;
  context.textBaseline = 'middle';
  for (const [block, part] of ['Re', 'Im'].entries()) {
    const names = [`${part} of input sample m`, `${part}, sample m`, part];
    drawAlong(context, theme, half, n, names, left + block * half, top - 0.85 * em);
  }
  context.save();
  context.rotate(-Math.PI / 2);
  for (const [block, part] of ['Re', 'Im'].entries()) {
    const names = [`${part} of output bin k`, `${part}, bin k`, part];
    drawAlong(context, theme, half, n, names, -(top + (block + 1) * half), left - 1.75 * em, true);
  }
  context.restore();
}

/**
 * One block's name in its middle, its first and last index at its ends.
 * @param length of the block
 * @param names from long to short: the first that fits is drawn
 * @param upwards whether the index grows against the direction of writing
 */
function drawAlong(
  context: CanvasRenderingContext2D,
  theme: Theme,
  length: number,
  n: number,
  names: string[],
  start: number,
  y: number,
  upwards = false,
) {
  const em = theme.labelSize;
  const inset = 0.4 * em; // keeps one block's last index and the next one's first apart
  const [first, last] = upwards ? [n - 1, 0] : [0, n - 1];
  context.font = theme.labelFont;
  const room = length - 2 * inset;
  const beside = room - 2 * context.measureText(formatCount(n)).width - em;
  const fits = (width: number) => names.findIndex(each => context.measureText(each).width <= width);
  // What an axis is says more than where it ends: rather the numbers go than the name.
  const numbered = fits(beside) >= 0 && fits(beside) < names.length - 1;
  context.fillStyle = theme.ink;
  context.textAlign = 'center';
  context.fillText(names[fits(numbered ? beside : room)] ?? '', start + length / 2, y);
  if (!numbered) return;
  context.fillStyle = theme.muted;
  context.textAlign = 'left';
  context.fillText(formatCount(first), start + inset, y);
  context.textAlign = 'right';
  context.fillText(formatCount(last), start + length - inset, y);
}
