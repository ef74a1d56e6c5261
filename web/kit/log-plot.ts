/**
 * Curves over a linear axis, their values on a log axis: losses over steps, over learning rates.
 */
import {horizontalLine, strokeLine, verticalLine} from './canvas.ts';
import {decades} from './decades.ts';
import {formatPowerOfTen, formatTick} from '../words/format.ts';
import {drawXTicks, drawYTicks, makePlot, spreadLabels, ticksWithin} from './plot.ts';
import {clipped} from './series.ts';
import type {Plot} from './plot.ts';
import type {Theme} from './theme.ts';

export interface Curve {
  /** stands at its end, beyond the plot; empty: none */
  name: string;
  /** index of the point at which its name stands instead */
  nameAt?: number;
  /** of that point */
  nameSide?: 'below' | 'beside';
  /** name of a curve: while both end close to each other, its own name stands below that one's */
  about?: string;
  /** of its name; left out: the line's colour */
  ink?: string;
  colour: string;
  dash: number[];
  /** of the line; 0: markers only */
  width: number;
  /** at each point */
  marker?: 'disc' | 'cross';
  /** ascending */
  xs: ArrayLike<number>;
  /** above 0; what is not is left out */
  ys: ArrayLike<number>;
}

export interface LogPlotData {
  /** `ticks`: left out, at round numbers */
  x: {
    title: string;
    range: readonly [number, number];
    ticks?: number[];
    format?: (value: number) => string;
  };
  /** range in powers of ten */
  y: {title: string; range: readonly [number, number]};
  curves: Curve[];
  /** vertical lines */
  marks?: Mark[];
  /** horizontal lines, dotted */
  levels?: {y: number; name: string}[];
}

interface Mark {
  x: number;
  /** on top of it, ending or beginning there */
  name: string;
  /** of the name */
  side: 'left' | 'right';
  /** not dashed */
  solid?: boolean;
}

/** Room that two decade labels need between them, in label heights. */
const decadeSpacing = 1.6;

/**
 * @param options cursor: an x to point at
 * @returns its y domain in powers of ten
 */
export function drawLogPlot(
  context: CanvasRenderingContext2D,
  data: LogPlotData,
  {
    width,
    height,
    theme,
    cursor = null,
  }: {width: number; height: number; theme: Theme; cursor?: number | null},
): Plot {
  const {x, y, curves, marks = [], levels = []} = data;
  const em = theme.labelSize;
  context.clearRect(0, 0, width, height);
  context.setLineDash([]);
  context.font = theme.strongFont;
  const beyond = curves.filter(({nameAt}) => nameAt === undefined);
  const nameWidth = Math.max(0, ...beyond.map(({name}) => context.measureText(name).width));
  const plot = makePlot({
    width,
    height,
    margins: {
      left: 3.6 * em,
      top: (marks.length > 0 ? 3.4 : 2) * em,
      right: nameWidth > 0 ? nameWidth + 10 : 8,
      bottom: 2 * em,
    },
    xDomain: x.range,
    yDomain: y.range,
  });
  drawAxes(context, plot, data, theme);
  for (const level of levels) drawLevel(context, plot, level, theme);
  for (const mark of marks) drawMark(context, plot, mark, theme);
  clipped(context, plot, () => {
    for (const curve of curves) drawCurve(context, plot, curve);
    if (cursor !== null) drawCursor(context, plot, curves, cursor, theme);
  });
  drawNames(context, plot, beyond, theme);
  for (const curve of curves) drawNameAt(context, plot, curve, theme);
  return plot;
}

function drawAxes(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {x, y}: LogPlotData,
  theme: Theme,
) {
  const em = theme.labelSize;
  const [low, high] = y.range;
  const most = (plot.bottom - plot.top) / (decadeSpacing * em);
  const powers = decades(10 ** low, 10 ** high, most).map(tick => Math.round(Math.log10(tick)));
  // Ten to the power of zero is no axis, so a hair beside zero.
  drawYTicks(context, plot, theme, powers.map(nextToZero), power =>
    formatPowerOfTen(Math.round(power)),
  );
  const room = Math.max(1, Math.floor((plot.right - plot.left) / (4.5 * em)));
  const {ticks = ticksWithin(...x.range, Math.min(8, room)), format = formatTick} = x;
  drawXTicks(context, plot, theme, ticks, format, x.title);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(y.title, 2, 1);
}

function nextToZero(power: number) {
  return power === 0 ? 1e-9 : power;
}

function drawCurve(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {colour, dash, width, marker, xs, ys}: Curve,
) {
  const yOf = (i: number) => (ys[i] > 0 ? plot.y(Math.log10(ys[i])) : NaN);
  context.strokeStyle = context.fillStyle = colour;
  if (width > 0) {
    context.lineWidth = width;
    context.setLineDash(dash);
    strokeLine(context, xs.length, i => plot.x(xs[i]), yOf);
    context.setLineDash([]);
  }
  context.lineWidth = 2;
  for (let i = 0; marker && i < xs.length; i++) {
    if (Number.isFinite(yOf(i))) drawMarker(context, plot.x(xs[i]), yOf(i), marker);
  }
}

/** A line there, and discs where the curves have points. */
function drawCursor(
  context: CanvasRenderingContext2D,
  plot: Plot,
  curves: Curve[],
  cursor: number,
  theme: Theme,
) {
  context.strokeStyle = theme.ink;
  context.lineWidth = 1;
  verticalLine(context, plot.x(cursor), plot.top, plot.bottom);
  for (const {colour, xs, ys} of curves) {
    const y = ys[Array.prototype.indexOf.call(xs, cursor)];
    context.fillStyle = colour;
    if (y > 0) drawMarker(context, plot.x(cursor), plot.y(Math.log10(y)), 'disc');
  }
}

function drawMarker(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  marker: 'disc' | 'cross',
) {
  context.beginPath();
  if (marker === 'disc') {
    context.arc(x, y, 3.5, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  for (const slope of [-1, 1]) {
    context.moveTo(x - 3.5, y - 3.5 * slope);
    context.lineTo(x + 3.5, y + 3.5 * slope);
  }
  context.stroke();
}

function drawLevel(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {y: value, name}: {y: number; name: string},
  theme: Theme,
) {
  const y = plot.y(Math.log10(value));
  context.strokeStyle = theme.axis;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  horizontalLine(context, y, plot.left, plot.right);
  context.setLineDash([]);
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textAlign = 'left';
  const below = y + 1.5 * theme.labelSize < plot.bottom; // else the axis' numbers stand there
  context.textBaseline = below ? 'top' : 'bottom';
  context.fillText(name, plot.left + 6, below ? y + 3 : y - 2);
}

function drawMark(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {x: value, name, side, solid}: Mark,
  theme: Theme,
) {
  if (value < plot.xDomain[0] || value > plot.xDomain[1]) return;
  const x = plot.x(value);
  context.strokeStyle = theme.ink;
  context.lineWidth = 1;
  context.setLineDash(solid ? [] : [5, 4]);
  verticalLine(context, x, plot.top, plot.bottom);
  context.setLineDash([]);
  context.font = theme.labelFont;
  context.fillStyle = theme.ink;
  context.textBaseline = 'bottom';
  context.textAlign = 'left';
  const {width} = context.measureText(name);
  const left = side === 'left' ? x - width : x;
  context.fillText(name, Math.max(2, Math.min(left, plot.width - width - 2)), plot.top - 3);
}

function drawNameAt(
  context: CanvasRenderingContext2D,
  plot: Plot,
  {name, nameAt, nameSide, colour, xs, ys}: Curve,
  theme: Theme,
) {
  if (nameAt === undefined || !(ys[nameAt] > 0)) return;
  const below = nameSide === 'below';
  let x = plot.x(xs[nameAt]);
  const y = plot.y(Math.log10(ys[nameAt])) + (below ? 6 : 0);
  const onTheRight = x > (plot.left + plot.right) / 2;
  if (!below) x += onTheRight ? -8 : 8;
  context.font = theme.strongFont;
  context.textAlign = below ? 'center' : onTheRight ? 'right' : 'left';
  context.textBaseline = below ? 'top' : 'middle';
  context.lineWidth = 4;
  context.strokeStyle = theme.surface; // lines may run through
  context.fillStyle = colour;
  context.strokeText(name, x, y);
  context.fillText(name, x, y);
}

function drawNames(context: CanvasRenderingContext2D, plot: Plot, curves: Curve[], theme: Theme) {
  const named = curves.filter(({name, ys}) => name && ys.length > 0);
  const em = theme.labelSize;
  const endOf = ({ys}: Curve) => {
    const y = plot.y(Math.log10(ys[ys.length - 1]));
    return Number.isFinite(y) ? Math.max(plot.top, Math.min(plot.bottom, y)) : plot.top;
  };
  const ends = named.map(curve => {
    const other = named.find(({name}) => name === curve.about) ?? curve;
    const isClose = other !== curve && Math.abs(endOf(curve) - endOf(other)) < 3 * em;
    return isClose ? endOf(other) + 0.1 : endOf(curve); // a hair below it
  });
  const places = spreadLabels(ends, 1.2 * em, plot.top, plot.bottom - 0.8 * em);
  context.font = theme.strongFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const [index, {name, colour, ink = colour}] of named.entries()) {
    context.fillStyle = ink;
    context.fillText(name, plot.right + 6, places[index]);
  }
}
