/**
 * The scale of the weight matrix: which colour is which weight.
 */
import {formatTick} from './format.js';

/** @typedef {import('./theme.js').Theme} Theme */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{limit: number, table: Uint32Array}} data `table` from `divergingTable`
 * @param {{width: number, height: number, theme: Theme}} options a height of 2.8 labels is enough
 */
export function drawLegend(context, {limit, table}, {width, height, theme}) {
  const em = theme.labelSize;
  const inset = Math.min(width / 4, 1.5 * em); // so that the outer numbers stand below their ends
  const barHeight = Math.max(4, height - 1.9 * em);
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
  context.fillText(formatTick(-limit), inset, height - 2);
  context.fillText('0', inset + barWidth / 2, height - 2);
  context.fillText(`+${formatTick(limit)}`, inset + barWidth, height - 2);
  // The name stands between the numbers, where there is room for it.
  if (barWidth >= 14 * em) context.fillText('weight', inset + barWidth / 4, height - 2);
}
