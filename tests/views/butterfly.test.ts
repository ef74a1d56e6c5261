import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  bitReversed,
  blockOfLine,
  blockSize,
  costs,
  layerCount,
  layerDistances,
  linesOf,
  twiddleFactors,
  withoutScaling,
} from '../../web/panels/butterfly/factors.ts';
import {PHASES, phaseEntry, phaseTable} from '../../web/kit/phase-colour.ts';
import {darkTheme, theme} from './theme.ts';

type Complex = [re: number, im: number];

const product = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const inverse = ([a, b]: Complex): Complex => [a / (a * a + b * b), -b / (a * a + b * b)];

/** What the factors make of x, block by block. */
function applied(factors: Float64Array, x: Complex[]) {
  const n = x.length;
  let lines = x.map((_, line) => x[bitReversed(line, n)]);
  for (let layer = 0, at = 0; layer < layerCount(n); layer++) {
    const next = [...lines];
    for (let index = 0; index < n / 2; index++, at += blockSize) {
      const {upper, lower} = linesOf({layer, index});
      for (const [line, row] of [
        [upper, at],
        [lower, at + 4],
      ]) {
        const one = product([factors[row], factors[row + 1]], lines[upper]);
        const other = product([factors[row + 2], factors[row + 3]], lines[lower]);
        next[line] = [one[0] + other[0], one[1] + other[1]];
      }
    }
    lines = next;
  }
  return lines;
}

/** Numbers between 0 and 1 that look random, the same each time. */
function randomFrom(seed: number) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/**
 * Another factorisation of the same matrix: random numbers put in between two layers, and taken out
 * again.
 */
function rescaled(factors: Float64Array, n: number) {
  const random = randomFrom(n);
  const result = Float64Array.from(factors);
  let before = Array.from({length: n}, () => [1, 0] as Complex);
  const layers = layerCount(n);
  for (let layer = 0, at = 0; layer < layers; layer++) {
    const after = before.map(() => {
      const [size, angle] = [10 ** (2 * random() - 1), 2 * Math.PI * random()];
      const scale = [size * Math.cos(angle), size * Math.sin(angle)] as Complex;
      return layer < layers - 1 ? scale : ([1, 0] as Complex);
    });
    for (let index = 0; index < n / 2; index++) {
      const {upper, lower} = linesOf({layer, index});
      for (const row of [upper, lower]) {
        for (const column of [upper, lower]) {
          const weight = [result[at], result[at + 1]] as Complex;
          const scale = product(after[row], inverse(before[column]));
          result.set(product(weight, scale), at);
          at += 2;
        }
      }
    }
    before = after;
  }
  return result;
}

for (const n of [4, 8, 64]) {
  test(`Cooley and Tukey’s factors multiply to the DFT, n = ${n}`, () => {
    const random = randomFrom(n + 1);
    const x = Array.from({length: n}, () => [random(), random()] as Complex);
    for (const [k, [re, im]] of applied(twiddleFactors(n), x).entries()) {
      const sum: Complex = [0, 0];
      for (const [m, value] of x.entries()) {
        const angle = (-2 * Math.PI * ((k * m) % n)) / n;
        const [termRe, termIm] = product(value, [Math.cos(angle), Math.sin(angle)]);
        sum[0] += termRe;
        sum[1] += termIm;
      }
      assert.ok(Math.hypot(re - sum[0], im - sum[1]) < 1e-12, `output ${k}`);
    }
  });

  test(`scaled at random between the layers, they are found again, n = ${n}`, () => {
    const truth = twiddleFactors(n);
    const scaled = rescaled(truth, n);
    const before = layerDistances(scaled, truth, n);
    assert.ok(before.every(({largest}) => largest > 0.5));
    const distances = layerDistances(withoutScaling(scaled, n), truth, n);
    assert.equal(distances.length, layerCount(n));
    for (const {largest, mean} of distances) assert.ok(largest < 1e-12 && mean <= largest);
  });

  test(`dividing the scaling out changes nothing of what comes out, n = ${n}`, () => {
    const random = randomFrom(n + 2);
    const weights = twiddleFactors(n).map(() => 2 * random() - 1);
    const x = Array.from({length: n}, () => [random(), random()] as Complex);
    const [wanted, found] = [weights, withoutScaling(weights, n)].map(each => applied(each, x));
    for (const [k, [re, im]] of wanted.entries()) {
      assert.ok(Math.hypot(re - found[k][0], im - found[k][1]) < 1e-12);
    }
  });
}

test('one wrong weight is seen in its layer', () => {
  const truth = twiddleFactors(16);
  const wrong = Float64Array.from(truth);
  const layerLength = 8 * blockSize;
  wrong[3 * layerLength + 2 * blockSize + 3] += 0.25;
  const distances = layerDistances(withoutScaling(wrong, 16), truth, 16);
  assert.deepEqual(
    distances.map(({largest}) => largest > 1e-9),
    [false, false, false, true],
  );
  assert.ok(Math.abs(distances[3].largest - 0.25) < 1e-12);
  assert.ok(Math.abs(distances[3].mean - 0.25 / Math.sqrt(32)) < 1e-12);
});

test('zeros and what is no number divide nothing, and are far from the truth', () => {
  const truth = twiddleFactors(8);
  for (const bad of [0, NaN, Infinity]) {
    for (let begin = 0; begin < truth.length; begin += 4) {
      const weights = Float32Array.from(truth).fill(bad, begin, begin + 4); // a row
      const factors = withoutScaling(weights, 8);
      if (bad === 0) assert.ok(factors.every(Number.isFinite));
      assert.ok(layerDistances(factors, truth, 8).some(({largest}) => largest >= 1));
    }
  }
  const zeros = new Float32Array(truth.length);
  assert.deepEqual([...withoutScaling(zeros, 8)], [...zeros]);
});

test('each line runs through one block of a layer', () => {
  for (let layer = 0; layer < 4; layer++) {
    for (let index = 0; index < 8; index++) {
      const {upper, lower} = linesOf({layer, index});
      assert.equal(lower - upper, 2 ** layer);
      assert.deepEqual([blockOfLine(layer, upper), blockOfLine(layer, lower)], [index, index]);
    }
  }
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(line => bitReversed(line, 8)), [0, 4, 2, 6, 1, 5, 3, 7]); // prettier-ignore
});

test('what it costs at n = 128: the numbers of the text', () => {
  assert.deepEqual(costs(128), {
    butterfly: {weights: 3584, products: 7168},
    dense: {weights: 65536, products: 65536},
    fft: {weights: 0, products: 1792},
  });
});

for (const each of [theme, darkTheme]) {
  test(`a phase has its hue, and zero is the surface, ${each.dark ? 'dark' : 'light'}`, () => {
    const table = phaseTable(each);
    const full = [0, 1, 2, 3].map(quarter => {
      const angle = (Math.PI / 2) * quarter;
      return phaseEntry(Math.cos(angle), Math.sin(angle));
    });
    assert.equal(new Set(full.map(entry => table[entry])).size, 4);
    assert.deepEqual(
      full.map(entry => entry % PHASES),
      [0, PHASES / 4, PHASES / 2, (3 * PHASES) / 4],
    );
    assert.equal(phaseEntry(-5, -0), phaseEntry(-1, 0)); // beyond full size, from either side
    const channels = [1, 3, 5].map(at => parseInt(each.surface.slice(at, at + 2), 16));
    assert.equal(table[phaseEntry(0, 0)], `rgb(${channels.join(', ')})`);
    assert.equal(phaseEntry(NaN, 1), -1);
  });
}
