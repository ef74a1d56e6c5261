import assert from 'node:assert/strict';
import {test} from 'node:test';
import {spectraOf} from '../../web/figures/recurrent/network.ts';
import {largestSize} from '../../web/panels/eigenvalues/draw.ts';
import {loadStudy} from './load-study.ts';
import type {Cell} from '../../web/engine/study/study-types.ts';

const study = await loadStudy();

/** What a Hann window of nperseg samples and a DFT of it make of the sample m of a frame. */
const hannSinusoid = (m: number, bin: number, nperseg: number) => {
  const window = Math.sin((Math.PI * m) / nperseg) ** 2;
  const angle = (2 * Math.PI * bin * m) / nperseg;
  return [window * Math.cos(angle), -window * Math.sin(angle)];
};

/**
 * The solution that one can write down: a shift register that holds the last samples, read out by
 * the windowed sinusoids.
 */
function shiftRegister({
  nperseg,
  hop,
  hidden,
}: {
  nperseg: number;
  hop: number;
  hidden: number;
}): Cell {
  const outputs = nperseg + 2;
  const columns = hidden + outputs;
  const weights = new Float32Array((hidden + hop) * columns);
  for (let unit = hop; unit < hidden; unit++) weights[unit * columns + unit - hop] = 1;
  for (let place = 0; place < hop; place++) {
    weights[(hidden + place) * columns + hidden - hop + place] = 1;
  }
  for (let m = 0; m < nperseg; m++) {
    const row = (hidden - nperseg + m) * columns + hidden;
    for (let bin = 0; bin <= nperseg / 2; bin++) {
      const [real, imaginary] = hannSinusoid(m, bin, nperseg);
      weights[row + bin] = real;
      weights[row + nperseg / 2 + 1 + bin] = imaginary;
    }
  }
  return {weights, hidden, hop, outputs};
}

for (const sizes of [
  {nperseg: 16, hop: 4, hidden: 16},
  {nperseg: 16, hop: 5, hidden: 19},
  {nperseg: 16, hop: 16, hidden: 16},
]) {
  const {nperseg, hop} = sizes;
  test(`a shift register’s response is the windowed sinusoid and 0 beyond: ${JSON.stringify(sizes)}`, () => {
    const cell = shiftRegister(sizes);
    const {outputs} = cell;
    const lags = 3 * nperseg;
    const response = study.impulseResponse(cell, lags);
    assert.equal(response.length, lags * outputs);
    for (let lag = 0; lag < lags; lag++) {
      for (let bin = 0; bin <= nperseg / 2; bin++) {
        const m = nperseg - 1 - lag;
        const truth = m < 0 ? [0, 0] : hannSinusoid(m, bin, nperseg);
        for (const [part, value] of truth.entries()) {
          const at = lag * outputs + part * (nperseg / 2 + 1) + bin;
          assert.ok(Math.abs(response[at] - value) < 1e-6, `lag ${lag}, bin ${bin}`);
        }
      }
    }
  });

  test(`hop by hop or as one sum, the frames are the same: ${JSON.stringify(sizes)}`, () => {
    const {weights, ...rest} = shiftRegister(sizes);
    const cell = {...rest, weights: weights.map((w, i) => w + 0.02 * Math.sin(i))};
    const sound = Float32Array.from({length: 11 * hop + 2}, (_, i) => Math.cos(i * i));
    const frames = study.framesOf(cell, sound);
    assert.equal(frames.length, 11 * cell.outputs);
    const response = study.impulseResponse(cell, 11 * hop);
    const sums = study.framesByResponse(response, sound, hop, cell.outputs);
    for (const [i, value] of sums.entries()) {
      assert.ok(Math.abs(frames[i] - value) < 1e-4 * (1 + Math.abs(value)), `${i}`);
    }
  });
}

test('frames turned round: a row for each output', () => {
  const frames = Float32Array.of(1, 2, 3, 4, 5, 6);
  assert.deepEqual([...spectraOf(frames, 2, 1)], [3, 5, 4, 6]);
});

/** A cell with that A, row by row, and little else. */
function cellWith(a: number[]): Cell {
  const hidden = Math.sqrt(a.length);
  const weights = new Float32Array((hidden + 1) * (hidden + 2));
  for (const [place, value] of a.entries()) {
    weights[Math.floor(place / hidden) * (hidden + 2) + (place % hidden)] = value;
  }
  return {weights, hidden, hop: 1, outputs: 2};
}

test('eigenvalues are those of A: a rotation’s, a triangle’s', () => {
  const rotation = study.eigenvalues(cellWith([0.6, -0.8, 0.8, 0.6]));
  assert.ok(Math.abs(largestSize(rotation) - 1) < 1e-7);
  assert.deepEqual(
    Array.from(rotation.imaginary, part => Number(part.toFixed(6))),
    [0.8, -0.8],
  );
  const triangle = study.eigenvalues(cellWith([1, 5, 7, 0, 2, 9, 0, 0, -3]));
  assert.deepEqual(Array.from(triangle.real).sort(), [-3, 1, 2]);
});

for (const value of [NaN, Infinity, -Infinity]) {
  test(`where a weight is ${value} there are no eigenvalues, and it is said why`, () => {
    const {real, problem} = study.eigenvalues(cellWith([1, value, 0, 1]));
    assert.equal(real.length, 0);
    assert.equal(problem, 'A is no longer made of numbers.');
  });
}

test('a register that only shifts has its eigenvalues at 0, and one that errs by ε about ε^¼ away', () => {
  const {weights, ...rest} = shiftRegister({nperseg: 16, hop: 4, hidden: 16});
  assert.equal(largestSize(study.eigenvalues({...rest, weights})), 0);
  for (const error of [1e-6, 1e-4, 1e-2]) {
    const noisy = weights.map((w, i) => w + error * Math.sin(i * i));
    const ratio = largestSize(study.eigenvalues({...rest, weights: noisy})) / error ** 0.25;
    assert.ok(ratio > 0.7 && ratio < 2, `${error}: ${ratio}`);
  }
});

test('a sound in pieces is the same as in one', () => {
  const cell = shiftRegister({nperseg: 16, hop: 4, hidden: 16});
  const sound = Float32Array.from({length: 40}, (_, i) => Math.cos(i * i));
  const stream = new study.Stream(cell);
  const pieces = [sound.subarray(0, 12), sound.subarray(12)].map(piece => [...stream.hear(piece)]);
  stream.delete();
  assert.deepEqual(pieces.flat(), [...study.framesOf(cell, sound)]);
});
