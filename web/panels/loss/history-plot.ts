/**
 * Loss and weight error over the training steps, on a log axis: a thin wrapper on uPlot.
 */
import UPlot from 'uplot';
import uplotStyle from 'uplot/dist/uPlot.min.css';
import {decadeRange, decades} from '../../kit/decades.ts';
import {decimate} from '../../kit/decimate.ts';
import {formatCount, formatPowerOfTen} from '../../words/format.ts';
import {drawHistoryLabels, inCssPixels} from './labels.ts';
import type {History} from './history.ts';
import type {Theme} from '../../kit/theme.ts';

export type HistoryPlot = ReturnType<typeof createHistoryPlot>;

/** What the root that holds the plot has to be styled with. */
export {uplotStyle as historyStyle};

/** Room that two decade labels need between them, in label heights. */
const DECADE_SPACING = 1.6;

/** @param options `onCursor` hears the step under the pointer */
export function createHistoryPlot(
  parent: HTMLElement,
  {
    width,
    height,
    theme: firstTheme,
    onCursor,
  }: {width: number; height: number; theme: Theme; onCursor?: (step: number | null) => void},
) {
  const size = {width, height};
  let theme = firstTheme;
  const none = {xs: [], ys: []};
  let history: History = {batch: none, heldOut: none, weightError: none};
  let plot = build();

  function build() {
    const model = () => history;
    return new UPlot(
      plotOptions(size, theme, model, onCursor),
      aligned(history, size.width),
      parent,
    );
  }

  return {
    setData(next: History) {
      history = next;
      plot.setData(aligned(history, size.width));
    },
    setTheme(next: Theme) {
      theme = next;
      plot.destroy(); // uPlot measures its fonts only once
      plot = build();
    },
    /**
     * From the step that it is at, or from before the first.
     * @param by so many of the steps that are drawn
     */
    moveCursor(by: number) {
      const [steps] = plot.data;
      const index = Math.max(0, Math.min(steps.length - 1, (plot.cursor.idx ?? -1) + by));
      if (steps.length > 0) plot.setCursor({left: plot.valToPos(steps[index], 'x'), top: 0});
    },
    /** @param nextWidth in CSS pixels */
    resize(nextWidth: number, nextHeight: number) {
      size.width = nextWidth;
      size.height = nextHeight;
      plot.setSize(size);
      plot.setData(aligned(history, nextWidth));
    },
    destroy() {
      plot.destroy();
    },
  };
}

function aligned({batch, heldOut, weightError}: History, width: number): uPlot.AlignedData {
  const columns = Math.max(16, Math.round(width));
  const tables = [batch, heldOut, weightError].map(trace => {
    const {xs, ys} = decimate(trace.xs, trace.ys, columns);
    return [Array.from(xs), Array.from(ys)] as uPlot.AlignedData;
  });
  return UPlot.join(tables);
}

function plotOptions(
  size: {width: number; height: number},
  theme: Theme,
  model: () => History,
  onCursor: ((step: number | null) => void) | undefined,
): uPlot.Options {
  const em = theme.labelSize;
  const axis = {
    font: theme.labelFont,
    stroke: theme.muted,
    grid: {stroke: theme.rule, width: 1},
    ticks: {show: false},
    gap: 6,
  };
  return {
    ...size,
    padding: [2.3 * em, 4.9 * em, 0, 0],
    legend: {show: false},
    cursor: {y: false, drag: {x: false, y: false}, points: {size: 6}},
    scales: {
      x: {time: false, range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(10, high ?? 0)]},
      y: {distr: 3, range: () => decadeRange(model())},
    },
    axes: [
      {
        ...axis,
        grid: {show: false},
        size: 2 * em,
        space: 5 * em,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7],
        values: (_, splits) => splits.map(formatCount),
      },
      {
        ...axis,
        size: 3.3 * em,
        splits: (plot, _, low, high) =>
          decades(low, high, plot.bbox.height / UPlot.pxRatio / (DECADE_SPACING * em)),
        filter: (_, splits) => splits,
        values: (_, splits) => splits.map(split => formatPowerOfTen(Math.round(Math.log10(split)))),
      },
    ],
    series: [
      {},
      {stroke: theme.axis, width: 1, spanGaps: true, points: {show: false}},
      {stroke: theme.network, width: 2.5, spanGaps: true, points: {show: false}},
      {stroke: theme.ink, width: 1.5, dash: [6, 3], spanGaps: true, points: {show: false}},
    ],
    hooks: {
      draw: [plot => inCssPixels(plot, () => drawHistoryLabels(plot, model(), theme))],
      setCursor: onCursor ? [plot => onCursor(stepUnder(plot))] : [],
    },
  };
}

function stepUnder(plot: UPlot): number | null {
  const index = plot.cursor.idx;
  return index === null || index === undefined ? null : plot.data[0][index];
}
