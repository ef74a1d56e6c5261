/**
 * A comparison of spectrograms while the sound goes by: what has not been heard is not there yet.
 */
import {crisp} from '../../kit/canvas.ts';
import type {ComparisonLayout} from '../comparison/draw.ts';
import type {Theme} from '../../kit/theme.ts';

/**
 * Covers the frames from `heard` on, in each panel.
 * @param context with the comparison
 */
export function coverUnheard(
  context: CanvasRenderingContext2D,
  {panels, inner, innerOther}: ComparisonLayout,
  {heard, theme}: {heard: number; theme: Theme},
) {
  const {frames} = inner.axes;
  if (heard >= frames) return;
  for (const [index, panel] of panels.entries()) {
    const {plot, span} = index === 0 ? inner : innerOther;
    const x = panel.left + span[0] + ((span[1] - span[0]) * Math.max(0, heard)) / frames;
    const [top, height] = [panel.top + plot.top, plot.bottom - plot.top];
    context.fillStyle = theme.surface;
    context.fillRect(x, top, panel.left + plot.right - x, height);
    context.fillStyle = theme.accent;
    context.fillRect(crisp(x) - 0.5, top, 2, height);
  }
}
