import {drawLogPlot} from '../../kit/log-plot.ts';
import {addRowCursor} from '../../kit/cursor.ts';
import {pointOn} from '../../kit/stages.ts';
import type {LogPlotData} from '../../kit/log-plot.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Table} from '../../kit/tables.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Plot} from '../../kit/plot.ts';

/** What a plot shows, asked for when it is drawn or read. */
export interface PlotContent {
  data: () => LogPlotData;
  /** x of what can be read, ascending */
  places: () => number[];
  /** of a place */
  reading: (index: number) => string;
  /** of the canvas */
  label: () => string;
  table: () => Table;
  /** the x of a click, or of a drag */
  onChosen?: (x: number) => void;
}

/** A plot of curves that can be read with pointer and arrow keys. */
export function addCurves(
  parts: PlotContent & {
    stages: Stages;
    canvas: HTMLCanvasElement;
    readout: HTMLElement;
    signal: AbortSignal;
    theme: () => Theme;
  },
) {
  const {stages, canvas, readout, signal, data, theme, places, reading, label, onChosen} = parts;
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const x = cursor.at === null ? null : places()[cursor.at];
    plot = drawLogPlot(context, data(), {width, height, theme: theme(), cursor: x});
    cursor.tell();
  });

  /** @returns the x under a pointer */
  const xUnder = (event: PointerEvent): number => plot?.xInverse(pointOn(event).x) ?? 0;

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => places().length,
    under(x) {
      const distances = places().map(place => Math.abs(place - (plot?.xInverse(x) ?? 0)));
      return distances.length > 0 ? distances.indexOf(Math.min(...distances)) : null;
    },
    reading,
  });

  const drag = (event: PointerEvent) => event.buttons === 1 && onChosen?.(xUnder(event));
  canvas.addEventListener('pointermove', drag, {signal});
  canvas.addEventListener('pointerdown', event => onChosen?.(xUnder(event)), {signal});

  return {describe: () => canvas.setAttribute('aria-label', label())};
}
