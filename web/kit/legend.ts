/**
 * The scale of a colour map: which colour is which value.
 */
import {formatTick} from '../words/format.ts';
import {ticksWithin} from './plot.ts';
import type {Range} from './colour.ts';
import type {Theme} from './theme.ts';

type Mark = {value: number; text: string};

/**
 * The scale of the weights.
 * @param data `table` from `divergingTable`
 * @param options a height of 2.8 labels is enough
 */
export function drawLegend(
  context: CanvasRenderingContext2D,
  {limit, table}: {limit: number; table: Uint32Array},
  {width, height, theme}: {width: number; height: number; theme: Theme},
) {
  const end = formatTick(Number(limit.toPrecision(3)));
  const marks = [
    {value: -limit, text: `−${end}`},
    {value: 0, text: '0'},
    {value: limit, text: `+${end}`},
  ];
  const bar = drawColourBar(
    context,
    {range: [-limit, limit], table, marks},
    {width, height, theme},
  );
  // The name stands between the numbers, where there is room for it.
  if (bar.width < 14 * theme.labelSize) return;
  context.fillText('weight', bar.left + bar.width / 4, height - 2);
}

/**
 * The scale of magnitudes, with what it is above it.
 * @param data `table` from `sequentialTable`; `captions`: from long to short, the first that fits
 * is drawn
 * @param options a height of 4.3 labels is enough
 */
export function drawScale(
  context: CanvasRenderingContext2D,
  {range, table, captions}: {range: Range; table: Uint32Array; captions: string[]},
  {width, height, theme}: {width: number; height: number; theme: Theme},
) {
  const em = theme.labelSize;
  const line = 1.5 * em;
  const [low, high] = range;
  const marks = ticksWithin(low, high, Math.min(6, Math.floor(width / (4 * em)))).map(value => ({
    value,
    text: formatTick(value),
  }));
  context.clearRect(0, 0, width, line);
  context.font = theme.labelFont;
  context.fillStyle = theme.ink;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  const caption = captions.find(each => context.measureText(each).width <= width - em);
  context.fillText(caption ?? '', 0, 1);
  context.save();
  context.translate(0, line);
  drawColourBar(context, {range, table, marks}, {width, height: height - line, theme, inset: 1});
  context.restore();
}

/**
 * @param options `inset`: of the bar from both sides, by default so that the outer numbers stand
 * below their ends
 * @returns of the bar
 */
function drawColourBar(
  context: CanvasRenderingContext2D,
  {range, table, marks}: {range: Range; table: Uint32Array; marks: readonly Mark[]},
  options: {width: number; height: number; theme: Theme; inset?: number},
): {left: number; width: number} {
  const {
    width,
    height,
    theme,
    inset = Math.min(options.width / 4, 1.5 * theme.labelSize),
  } = options;
  const barHeight = Math.max(4, height - 1.9 * theme.labelSize);
  const barWidth = width - 2 * inset;
  context.clearRect(0, 0, width, height);
  const bytes = new Uint8Array(table.buffer);
  const gradient = context.createLinearGradient(inset, 0, inset + barWidth, 0);
  for (let entry = 1; entry < 256; entry += 2) {
    const [r, g, b] = bytes.subarray(4 * entry, 4 * entry + 3);
    gradient.addColorStop((entry - 1) / 254, `rgb(${r}, ${g}, ${b})`);
  }
  context.fillStyle = gradient;
  context.fillRect(inset, 1, barWidth, barHeight);
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeStyle = theme.axis;
  context.strokeRect(inset - 0.5, 0.5, barWidth + 1, barHeight + 1);
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  const [low, high] = range;
  for (const {value, text} of marks) {
    const half = context.measureText(text).width / 2;
    const x = inset + (barWidth * (value - low)) / (high - low);
    context.fillText(text, Math.max(half, Math.min(width - half, x)), height - 2);
  }
  return {left: inset, width: barWidth};
}
