import {decadeRange} from '../kit/decades.ts';
import {drawLogPlot} from '../kit/log-plot.ts';
import type {Run} from '../engine/run.ts';
import type {Theme} from '../kit/theme.ts';

/**
 * Draws loss and weight error over the steps, as the figure shows them, at any resolution.
 * @param options sizes in CSS pixels
 */
export function drawLoss(
  canvas: HTMLCanvasElement,
  {history, floor}: Pick<Run, 'history' | 'floor'>,
  {
    width,
    height,
    pixelRatio,
    theme,
  }: {width: number; height: number; pixelRatio: number; theme: Theme},
) {
  const trace = (key: 'loss' | 'heldOutLoss' | 'weightError') => {
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
    x: {title: 'step', range: [0, Math.max(10, last)] as const},
    y: {
      title: 'loss and weight error, log scale',
      range: [Math.log10(low), Math.log10(high)] as const,
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
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.scale(pixelRatio, pixelRatio);
  drawLogPlot(context, data, {width, height, theme});
}
