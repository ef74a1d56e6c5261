import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  framesByResponse,
  impulseResponse,
  spectraOf,
  stream,
  transition,
} from '../../web/recurrence/cell.js';
import {eigenvalues} from '../../web/recurrence/eigenvalues.js';

/** What a Hann window of nperseg samples and a DFT of it make of the sample m of a frame. */
const hannSinusoid = (
  /** @type {number} */ m,
  /** @type {number} */ bin,
  /** @type {number} */ nperseg,
) => {
  const window = Math.sin((Math.PI * m) / nperseg) ** 2;
  const angle = (2 * Math.PI * bin * m) / nperseg;
  return [window * Math.cos(angle), -window * Math.sin(angle)];
};

/**
 * The solution that one can write down: a shift register that holds the last samples, read out by
 * the windowed sinusoids.
 * @param {{nperseg: number, hop: number, hidden: number}} sizes
 * @returns {import('../../web/recurrence/cell.js').Cell}
 */
function shiftRegister({nperseg, hop, hidden}) {
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
  const {nperseg, hop, hidden} = sizes;
  test(`a shift register’s response is the windowed sinusoid and 0 beyond: ${JSON.stringify(sizes)}`, () => {
    const cell = shiftRegister(sizes);
    const {outputs} = cell;
    const lags = 3 * nperseg;
    const response = impulseResponse(cell, lags);
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
    assert.equal(transition(cell).length, hidden ** 2);
  });

  test(`hop by hop or as one sum, the frames are the same: ${JSON.stringify(sizes)}`, () => {
    const {weights, ...rest} = shiftRegister(sizes);
    const cell = {...rest, weights: weights.map((w, i) => w + 0.02 * Math.sin(i))};
    const sound = Float32Array.from({length: 11 * hop + 2}, (_, i) => Math.cos(i * i));
    const frames = stream(cell, sound);
    assert.equal(frames.length, 11 * cell.outputs);
    const response = impulseResponse(cell, 11 * hop);
    for (const [i, value] of framesByResponse(response, sound, cell).entries()) {
      assert.ok(Math.abs(frames[i] - value) < 1e-4 * (1 + Math.abs(value)), `${i}`);
    }
  });
}

test('frames turned round: a row for each output', () => {
  const frames = Float32Array.of(1, 2, 3, 4, 5, 6);
  assert.deepEqual([...spectraOf(frames, 2, 1)], [3, 5, 4, 6]);
});

test('eigenvalues: a rotation’s, a triangle’s, and none where a weight is no number', () => {
  const rotation = eigenvalues(Float64Array.of(0.6, -0.8, 0.8, 0.6));
  assert.ok(rotation && Math.abs(largestModulus(rotation) - 1) < 1e-12);
  assert.deepEqual(
    rotation?.imaginary.map(value => Number(value.toFixed(12))),
    [0.8, -0.8],
  );
  const triangle = eigenvalues(Float64Array.of(1, 5, 7, 0, 2, 9, 0, 0, -3));
  assert.deepEqual(triangle?.real.map(Math.round).sort(), [-3, 1, 2]);
  assert.equal(eigenvalues(Float64Array.of(1, NaN, 0, 1)), null);
  // What QR steps without special shifts would never get away from: a register that goes round.
  const round = new Float64Array(16 * 16);
  for (let row = 0; row < 16; row++) round[row * 16 + ((row + 1) % 16)] = 1;
  const roots = eigenvalues(round);
  for (const [i, real] of roots?.real.entries() ?? []) {
    assert.ok(Math.abs(Math.hypot(real, roots?.imaginary[i] ?? NaN) - 1) < 1e-12, `${i}`);
  }
  assert.equal(roots?.real.length, 16);
});

test('a shift register of 4 hops that errs by ε has its eigenvalues about ε^¼ from 0', () => {
  const {weights, ...rest} = shiftRegister({nperseg: 16, hop: 4, hidden: 16});
  for (const error of [1e-6, 1e-4, 1e-2]) {
    const noisy = weights.map((w, i) => w + error * Math.sin(i * i));
    const found = eigenvalues(transition({...rest, weights: noisy}));
    const ratio = found ? largestModulus(found) / error ** 0.25 : NaN;
    assert.ok(ratio > 0.7 && ratio < 2, `${error}: ${ratio}`);
  }
});

/** @param {import('../../web/recurrence/eigenvalues.js').Eigenvalues} values */
function largestModulus({real, imaginary}) {
  return Math.max(...real.map((part, i) => Math.hypot(part, imaginary[i])));
}
