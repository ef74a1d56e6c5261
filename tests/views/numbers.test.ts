import assert from 'node:assert/strict';
import {test} from 'node:test';
import {decadeRange, decades} from '../../web/kit/decades.ts';
import {decimate} from '../../web/kit/decimate.ts';
import {
  formatApart,
  formatCount,
  formatCounted,
  formatDuration,
  formatPowerOfTen,
  formatRate,
  formatScientific,
  typeset,
  formatComplex,
  formatSigned,
  formatTick,
} from '../../web/words/format.ts';
import {
  drawYTicks,
  makePlot,
  niceLimit,
  spreadLabels,
  tickLabels,
  ticksFromZero,
} from '../../web/kit/plot.ts';
import {theme} from './theme.ts';

const written: [text: string, expected: string][] = [
  [formatScientific(1.94e-11), '1.9 × 10⁻¹¹'],
  [formatScientific(-2.6e7), '−2.6 × 10⁷'],
  [formatScientific(0.012), '0.012'],
  [typeset('The loss grew to 1.0e+7, no further'), 'The loss grew to 1.0 × 10⁷, no further'],
  [typeset('from 1e-15 to 2.7e-12'), 'from 10⁻¹⁵ to 2.7 × 10⁻¹²'],
  [typeset('0.5 of the 64'), '0.5 of the 64'],
  [formatScientific(128.4), '130'],
  [formatScientific(9.96e-4), '1.0 × 10⁻³'],
  [formatScientific(0), '0'],
  [formatScientific(NaN), 'not a number'],
  [formatScientific(Infinity), '∞'],
  [formatScientific(-Infinity), '−∞'],
  [formatPowerOfTen(0), '10⁰'],
  [formatPowerOfTen(-160), '10⁻¹⁶⁰'],
  [formatSigned(0.25), '+0.250'],
  [formatCounted(1, 'sample'), '1 sample'],
  [formatCounted(0, 'sample'), '0 samples'],
  [formatCounted(16384, 'sample'), '16\u202f384 samples'],
  [formatSigned(-0.25), '−0.250'],
  [formatSigned(-0.0001), '0.000'],
  [formatSigned(NaN), 'not a number'],
  [formatComplex(0.7071, -0.7071), '+0.707 −\u00a00.707\u00a0i'],
  [formatComplex(-1, 1e-9), '−1.000 +\u00a00.000\u00a0i'],
  [formatComplex(0, NaN), '0.000 +\u00a0not a number\u00a0i'],
  [formatTick(-0.5), '−0.5'],
  [formatTick(-0), '0'],
  [formatTick(-2.5e-7), '−2.5 × 10⁻⁷'],
  [formatTick(-1e-6), '−0.000001'],
  [formatScientific(-0), '0'],
  [formatSigned(-0), '0.000'],
  [formatCount(-0.4), '0'],
  [formatTick(0.1 + 0.2), '0.3'],
  [formatTick(-1.5e-7), '−1.5 × 10⁻⁷'],
  [formatTick(3e22), '3.0 × 10²²'],
  [formatApart([2047 / 8000, 0.256]).join(), '0.2559,0.256'],
  [formatApart([1.00001, 1], 3).join(), '1.00001,1'],
  [formatApart([9.9999e-7, 1e-6]).join(), '9.9999 × 10⁻⁷,0.000001'],
  [formatApart([-0.25, -0.25], 1).join(), '−0.3,−0.3'],
  [formatApart([32 + 2 ** -20, 32]).join(), '32.000001,32'],
  [formatApart([1.04e-10, 1e-10], 2, formatScientific).join(), '1.04 × 10⁻¹⁰,1.00 × 10⁻¹⁰'],
  [formatApart([1.0004, 1], 2, formatScientific).join(), '1.0004,1'],
  [
    formatApart([NaN, Infinity, 0.5, 0.5001], 2, formatScientific).join(),
    'not a number,∞,0.5,0.5001',
  ],
  [formatCount(0), '0'],
  [formatCount(9999), '9999'],
  [formatCount(65536), '65\u202f536'],
  [formatCount(17436672), '17\u202f436\u202f672'],
  [formatCount(-12345), '−12\u202f345'],
  [formatDuration(0.2), '< 1 s'],
  [formatDuration(8.4), '8 s'],
  [formatDuration(119.6), '2 min'],
  [formatDuration(130), '2 min 10 s'],
  [formatDuration(3900), '1 h 5 min'],
  [formatDuration(7200), '2 h'],
  [formatRate(0.75, 'steps'), '0.75 steps/s'],
  [formatRate(1240.4, 'steps'), '1240 steps/s'],
  [formatRate(Infinity, 'steps'), '– steps/s'],
];

for (const [text, expected] of written) {
  test(`a number is written ${expected}`, () => assert.equal(text, expected));
}

/** @param xs as many as ys */
const decimated = (xs: number[], ys: number[], columns: number) =>
  decimate(
    xs.length,
    i => xs[i],
    i => ys[i],
    columns,
  );

test('decimation keeps the lowest and the highest value of every column', () => {
  const count = 10_000;
  const xs = Array.from({length: count}, (_, i) => i);
  // Values without a pattern, the same each time, with one spike up and one down.
  const ys = xs.map(i => Math.sin(i * i));
  ys[5003] = 40;
  ys[7777] = -40;
  const columns = 100;
  const kept = decimated(xs, ys, columns);
  assert.ok(kept.xs.length <= 4 * columns);
  const columnOf = (x: number) => Math.min(columns - 1, Math.floor((x * columns) / (count - 1)));
  for (let column = 0; column < columns; column++) {
    const all = ys.filter((_, i) => columnOf(xs[i]) === column);
    const some = [...kept.ys].filter((_, i) => columnOf(kept.xs[i]) === column);
    assert.equal(Math.min(...some), Math.min(...all), `column ${column}`);
    assert.equal(Math.max(...some), Math.max(...all), `column ${column}`);
  }
  assert.ok(kept.ys.includes(40) && kept.ys.includes(-40));
});

test('decimation keeps points in their order and both ends', () => {
  const xs = Array.from({length: 1000}, (_, i) => 3 * i);
  const kept = decimated(xs, xs.map(Math.cos), 7);
  assert.equal(kept.xs[0], 0);
  assert.equal(kept.xs.at(-1), 2997);
  assert.ok(kept.xs.every((x, i) => i === 0 || x > kept.xs[i - 1]));
  assert.ok(kept.xs.every((x, i) => kept.ys[i] === Math.cos(x)));
});

test('decimation leaves a short series alone, without what is not finite', () => {
  const kept = decimated([0, 1, 2, 3], [1, NaN, Infinity, 4], 100);
  assert.deepEqual(
    [[...kept.xs], [...kept.ys]],
    [
      [0, 3],
      [1, 4],
    ],
  );
  assert.equal(decimated([], [], 10).xs.length, 0);
});

test('decimation finds the extremes of a column that begins with NaN', () => {
  const ys = Array.from({length: 100}, (_, i) => (i === 0 ? NaN : i === 50 ? -7 : 1));
  assert.ok(
    decimated(
      ys.map((_, i) => i),
      ys,
      1,
    ).ys.includes(-7),
  );
});

const trace = (ys: number[]) => ({xs: ys.map((_, i) => i), ys});

test('the log axis holds all positive values, one, and the floor, in whole decades', () => {
  const history = {batch: trace([130]), heldOut: trace([0.5]), weightError: trace([0.9])};
  assert.deepEqual(decadeRange({...history, floor: 1.04e-11}), [1e-11, 1e3]);
  assert.deepEqual(decadeRange(history), [0.1, 1e3]);
});

test('the log axis is not moved by zero, NaN or infinity', () => {
  const none = trace([]);
  const odd = trace([0, NaN, Infinity, -1, 20]);
  assert.deepEqual(decadeRange({batch: odd, heldOut: none, weightError: none}), [1, 100]);
  assert.deepEqual(decadeRange({batch: none, heldOut: none, weightError: none}), [1, 10]);
});

test('decades are exact powers of ten, no more than fit', () => {
  assert.deepEqual(decades(1e-3, 10, 10), [0.001, 0.01, 0.1, 1, 10]);
  for (const most of [1, 2, 3, 5, 8, 14]) {
    const ticks = decades(1e-15, 1e9, most);
    assert.ok(ticks.length <= most + 1, `${ticks.length} of ${most}`);
    assert.ok(
      ticks.every(tick => /^1?(e[+-]\d+)?$|^10*$|^0\.0*1$/.test(String(tick))),
      `${ticks}`,
    );
  }
});

test('a limit is a short number at or a little above the value', () => {
  for (const value of [0.003, 0.99, 1, 1.3, 2.2, 7.9, 9.5, 128, 12345]) {
    const limit = niceLimit(value);
    assert.ok(1.04 * limit >= value && limit <= 2 * value, `${limit} for ${value}`);
  }
  for (const value of [0, -1, NaN, Infinity]) assert.equal(niceLimit(value), 1);
});

test('ticks from zero: three to six, none above the top', () => {
  for (const high of [0.7, 1, 3.3, 69.1, 138, 4096]) {
    const ticks = ticksFromZero(high);
    assert.equal(ticks[0], 0);
    assert.ok(ticks.length >= 3 && ticks.length <= 6, `${ticks} for ${high}`);
    assert.ok(ticks[ticks.length - 1] <= high * (1 + 1e-6));
  }
});

test('labels move apart, keep their order and stay within their bounds', () => {
  const spread = spreadLabels([50, 52, 49, 100], 10, 0, 100);
  assert.ok(spread[2] < spread[0] && spread[0] < spread[1] && spread[1] < spread[3]);
  const sorted = [...spread].sort((a, b) => a - b);
  assert.ok(sorted.every((y, i) => i === 0 || y - sorted[i - 1] >= 10 - 1e-9));
  assert.ok(sorted[0] >= 0 && sorted[3] <= 100);
  assert.deepEqual(spreadLabels([10, 40], 10, 0, 100), [10, 40]);
});

test('numbers that are too long for an axis are counted in a power of ten', () => {
  const fit = (labels: string[]) => labels.every(label => label.length <= 4);
  const cases = [
    [[-0.0015, 0, 0.0015], '−1.5 0 1.5', -3],
    [[-1.5, 0, 1.5], '−1.5 0 1.5', 0],
    [[0, 4000], '0 4000', 0],
    [[-2e-6, 0, 2e-6], '−2 0 2', -6],
    [[0, 2e7, 6e7], '0 2 6', 7],
    [[-3e30, 3e30], '−3 3', 30],
    [[-8e-40, 8e-40], '−8 8', -40],
    [[0], '0', 0],
  ] as [number[], string, number][];
  for (const [ticks, text, power] of cases) {
    const found = tickLabels(ticks, fit);
    assert.deepEqual([found.labels.join(' '), found.power], [text, power]);
  }
});

test('no number on an axis begins left of its canvas', () => {
  const margins = {left: 32, top: 10, right: 0, bottom: 20};
  for (const limit of [1e-300, 2e-9, 0.0015, 0.015, 0.8, 1, 150, 4000, 60_000, 8e9, 3e30]) {
    const yDomain = [-limit, limit] as const;
    const plot = makePlot({width: 300, height: 100, margins, xDomain: [0, 1], yDomain});
    const lefts: number[] = [];
    /** As much of one as numbers are drawn with. */
    const context = {
      measureText: (text: string) => ({width: 6 * text.length}),
      fillText(text: string, ...[x, , most = Infinity]: number[]) {
        lefts.push(x - Math.min(most, 6 * text.length));
      },
      ...{beginPath() {}, moveTo() {}, lineTo() {}, stroke() {}},
    };
    drawYTicks(context as unknown as CanvasRenderingContext2D, plot, theme, [-limit, 0, limit]);
    assert.ok(lefts.length >= 3 && Math.min(...lefts) >= 0, `${limit}: ${lefts}`);
  }
});
