/**
 * Which colour is which complex number: phases across, from -1 round to -1, sizes up to 1.
 */
import {PHASES, SIZES} from './phase-colour.ts';
import type {Theme} from './theme.ts';

/**
 * @param colours of phaseTable
 * @param options a height of 4 labels is enough
 */
export function drawPhaseLegend(
  context: CanvasRenderingContext2D,
  colours: string[],
  {width, height, theme}: {width: number; height: number; theme: Theme},
) {
  const em = theme.labelSize;
  const [inset, top] = [1.5 * em, 1.5 * em];
  const [across, down] = [width - 2 * inset, height - top - 1.9 * em];
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  for (let size = 0; size < SIZES; size++) {
    const [from, to] = [1 - (size + 1) / SIZES, 1 - size / SIZES].map(share =>
      Math.round(top + down * share),
    );
    for (let phase = 0; phase < PHASES; phase++) {
      const [begin, end] = [phase, phase + 1].map(each =>
        Math.round(inset + (across * each) / PHASES),
      );
      context.fillStyle = colours[size * PHASES + ((phase + PHASES / 2) % PHASES)];
      context.fillRect(begin, from, end - begin, to - from);
    }
  }
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  const texts = [
    'hue: a weight’s phase; strength: its size, up to 1',
    'hue: phase, strength: size',
  ];
  context.fillText(texts.find(text => context.measureText(text).width < width) ?? '', 0, 1);
  context.textAlign = 'center';
  for (const [quarter, name] of ['−1', '−i', '1', 'i', '−1'].entries()) {
    context.fillText(name, inset + (across * quarter) / 4, top + down + 4);
  }
}
