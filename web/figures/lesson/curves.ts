import {drawLogPlot} from '../../kit/log-plot.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
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
  let cursor: number | null = null;
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const xs = places();
    const x = cursor === null ? null : (xs[Math.min(cursor, xs.length - 1)] ?? null);
    plot = drawLogPlot(context, data(), {width, height, theme: theme(), cursor: x});
    readout.textContent =
      cursor === null || x === null ? '\u00a0' : reading(Math.min(cursor, xs.length - 1));
  });

  function moveTo(place: number | null) {
    cursor = place === null ? null : Math.max(0, Math.min(places().length - 1, place));
    stages.invalidate(canvas);
  }

  /** @returns the x under a pointer */
  const xUnder = (event: PointerEvent): number => plot?.xInverse(pointOn(event).x) ?? 0;

  function onMove(event: PointerEvent) {
    const x = xUnder(event);
    const distances = places().map(place => Math.abs(place - x));
    moveTo(distances.length > 0 ? distances.indexOf(Math.min(...distances)) : null);
    if (event.buttons === 1) onChosen?.(x);
  }

  canvas.addEventListener('pointermove', onMove, {signal});
  canvas.addEventListener('pointerdown', event => onChosen?.(xUnder(event)), {signal});
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onKeys(canvas, signal, event => {
    const by = moveOf(event, {ArrowLeft: -1, ArrowRight: 1});
    if (by) moveTo((cursor ?? -1) + by);
    return by !== undefined;
  });

  return {describe: () => canvas.setAttribute('aria-label', label())};
}
