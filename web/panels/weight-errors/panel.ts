import {formatCount, formatPowerOfTen, formatScientific, formatTick} from '../../words/format.ts';
import {verticalLine} from '../../kit/canvas.ts';
import {addRowCursor} from '../../kit/cursor.ts';
import {drawXTicks, drawYTicks, makePlot, niceLimit, numbersMargin} from '../../kit/plot.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  /** of the network */
  weights: Float32Array | null;
  /** as many, which they should become */
  truth: Float32Array | null;
  theme: Theme;
}

/** Exponents of 2: distances in the first bar are below 2^from, each other bar's are twice the last's. */
const [from, to] = [-31, 4];
const bars = to - from + 1;

/** The distance of 1 to the next float32, halved. */
const rounding = -24;

const powers = [-9, -6, -3, 0];

/**
 * How many weights are how far from the true ones: |W - W*| from 2^(from + i - 1) to 2^(from + i) in
 * bar i, what is nearer in the first, what is further, or no number, in the last.
 */
export function errorCounts(weights: Float32Array, truth: Float32Array): Uint32Array {
  const counts = new Uint32Array(bars);
  const distance = new Float32Array(1);
  const bits = new Uint32Array(distance.buffer);
  for (let i = 0; i < weights.length; i++) {
    distance[0] = Math.abs(weights[i] - truth[i]);
    const exponent = (bits[0] >>> 23) - 127; // 2^exponent <= distance < 2^(exponent + 1)
    counts[Math.max(0, Math.min(bars - 1, exponent - from + 1))]++;
  }
  return counts;
}

/** The distance within which half of the weights are, and that of the last: their bars' upper ends. */
export function halfAndAll(counts: Uint32Array): {half: number; all: number} {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let [sum, half, all] = [0, 0, 0];
  for (const [bar, count] of counts.entries()) {
    if (2 * sum < total) half = upperEnd(bar);
    sum += count;
    if (count > 0) all = upperEnd(bar);
  }
  return {half, all};
}

const upperEnd = (bar: number) => 2 ** (from + bar);

/** How the weights lie about the true ones; it moves to the left while they are learned. */
export function addWeightErrors({
  scene,
  stages,
  canvas,
  readout,
  signal,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
}) {
  let plot: Plot | null = null;
  /** of the weights that were counted last */
  let counted: {weights: Float32Array | null; counts: Uint32Array} = {
    weights: null,
    counts: new Uint32Array(bars),
  };

  function read() {
    const {weights, truth} = scene;
    if (!weights || weights.length !== truth?.length) return null;
    if (weights !== counted.weights) counted = {weights, counts: errorCounts(weights, truth)};
    return counted.counts;
  }

  stages.add(canvas, ({context, width, height}) => {
    const counts = read();
    context.clearRect(0, 0, width, height);
    if (!counts) return;
    plot = draw(context, counts, {width, height, theme: scene.theme, cursor: cursor.at});
    cursor.tell();
  });

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => bars,
    under: x => plot && Math.floor(plot.xInverse(x) - from + 1),
    reading: bar => `${rangeOf(bar)}: ${formatCount(read()?.[bar] ?? 0)} weights`,
  });

  return {
    describe() {
      const counts = read();
      if (!counts) return;
      const {half, all} = halfAndAll(counts);
      canvas.setAttribute(
        'aria-label',
        `How far the weights are from the true ones: half of them within ${formatScientific(half)}, ` +
          `all within ${formatScientific(all)}.`,
      );
    },
    table: () => ({
      heads: ['distance', 'weights'],
      rows: Array.from(read() ?? [], (count, bar) => [rangeOf(bar), formatCount(count)]),
    }),
  };
}

/** The distances of a bar. */
function rangeOf(bar: number) {
  const [low, high] = [formatScientific(upperEnd(bar - 1)), formatScientific(upperEnd(bar))];
  if (bar === 0) return `below ${high}`;
  return bar === bars - 1 ? `from ${low}` : `${low} to ${high}`;
}

/** @returns its x is the exponent of 2 */
function draw(
  context: CanvasRenderingContext2D,
  counts: Uint32Array,
  options: {width: number; height: number; theme: Theme; cursor: number | null},
): Plot {
  const {width, height, theme, cursor} = options;
  const em = theme.labelSize;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const share = (count: number) => (100 * count) / total;
  const high = niceLimit(share(counts.reduce((a, b) => Math.max(a, b), 0)));
  const plot = makePlot({
    width,
    height,
    margins: {left: numbersMargin(em), top: em, right: 2, bottom: 2 * em},
    xDomain: [from - 1, to],
    yDomain: [0, high],
  });
  drawYTicks(context, plot, theme, [0, high / 2, high], value => `${formatTick(value)} %`);
  const exponents = new Map(powers.map(power => [power * Math.log2(10), power]));
  drawXTicks(
    context,
    plot,
    theme,
    [...exponents.keys()],
    exponent => formatPowerOfTen(exponents.get(exponent) ?? 0),
    'from the true weight',
  );
  context.strokeStyle = theme.axis;
  context.setLineDash([2, 3]);
  verticalLine(context, plot.x(rounding), plot.top, plot.bottom);
  context.setLineDash([]);
  for (const [bar, count] of counts.entries()) {
    context.fillStyle = bar === cursor ? theme.ink : theme.network;
    const [left, right] = [plot.x(from + bar - 1), plot.x(from + bar)];
    const top = plot.y(share(count));
    context.fillRect(left + 0.5, top, Math.max(1, right - left - 1), plot.bottom - top);
  }
  return plot;
}
