/**
 * Draws loss and weight error over the training steps.
 */
import {decadeRange} from '../../kit/decades.ts';
import {decimate} from '../../kit/decimate.ts';
import {drawLogPlot} from '../../kit/log-plot.ts';
import {formatCount} from '../../words/format.ts';
import type {Evaluation, History} from './history.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Theme} from '../../kit/theme.ts';

/** What is drawn of a run on so many pixels: it looks the same as all of it. */
export function historyOf(
  points: readonly Evaluation[],
  floor: number | null,
  width: number,
): History {
  const trace = (key: Exclude<keyof Evaluation, 'step'>) =>
    decimate(
      points.length,
      index => points[index].step,
      index => points[index][key],
      Math.max(16, Math.round(width)),
    );
  return {
    batch: trace('loss'),
    heldOut: trace('heldOutLoss'),
    weightError: trace('weightError'),
    floor,
  };
}

/** Its steps, ascending. */
export function stepsOf({batch, heldOut, weightError}: History): number[] {
  const all = [batch, heldOut, weightError].flatMap(({xs}) => Array.from(xs));
  return [...new Set(all)].sort((a, b) => a - b);
}

/** @param options cursor: a step to point at */
export function drawHistory(
  context: CanvasRenderingContext2D,
  history: History,
  options: {width: number; height: number; theme: Theme; cursor: number | null},
): Plot {
  const {batch, heldOut, weightError, floor} = history;
  const {theme} = options;
  const [low, high] = decadeRange(history);
  const last = Math.max(0, ...[batch, heldOut].map(({xs}) => xs[xs.length - 1] ?? 0));
  const data = {
    x: {title: 'step', range: [0, Math.max(10, last)] as const, format: formatCount},
    y: {
      title: 'loss and weight error, log scale',
      range: [Math.log10(low), Math.log10(high)] as const,
    },
    curves: [
      // It mostly jitters about the held-out loss: beside that one's, its name does not dance.
      {
        name: 'batch',
        about: 'held-out',
        ink: theme.muted,
        colour: theme.axis,
        dash: [],
        width: 1,
        ...batch,
      },
      {name: 'held-out', colour: theme.network, dash: [], width: 2.5, ...heldOut},
      {name: 'weights', colour: theme.ink, dash: [6, 3], width: 1.5, ...weightError},
    ],
    levels: floor ? [{y: floor, name: 'float32 floor'}] : [],
  };
  return drawLogPlot(context, data, options);
}
