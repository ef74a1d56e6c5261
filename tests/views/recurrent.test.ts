import assert from 'node:assert/strict';
import {test} from 'node:test';
import {RecurrentScene} from '../../web/figures/recurrent/scene.ts';
import {soundAxes, spectraOf} from '../../web/figures/recurrent/network.ts';
import {
  describeEigenvalue,
  describeEigenvalues,
  eigenvalueAt,
  eigenvalueLayout,
  enlargedLayout,
} from '../../web/panels/eigenvalues/draw.ts';
import {describeMemory, leftOver, memoryOf} from '../../web/panels/memory/draw.ts';
import {binResponse, describeResponse, responseErrors} from '../../web/panels/response/draw.ts';
import {binCount, sampleCount, timeOf} from '../../web/kit/stft-axes.ts';
import {loadStudy} from '../core/load-study.ts';
import {theme} from './theme.ts';

const study = await loadStudy();

const points = {real: [0.5, -0.3, 0], imaginary: [0, 0.4, -1.5]};

test('an eigenvalue is found where it is drawn, and the unit circle is whole', () => {
  for (const [width, height] of [
    [300, 320],
    [500, 400],
    [200, 420],
  ]) {
    const plot = eigenvalueLayout({width, height, points, theme});
    for (const [i, real] of points.real.entries()) {
      const [x, y] = [plot.x(real), plot.y(points.imaginary[i])];
      assert.ok(x > 0 && x < width && y > 0 && y < height, `${i} at ${x}, ${y}`);
      assert.equal(eigenvalueAt(x + 2, y - 2, points, {plane: plot, enlarged: null}), i);
    }
    const corner = [plot.x(0.9), plot.y(0.9)];
    assert.equal(eigenvalueAt(corner[0], corner[1], points, {plane: plot, enlarged: null}), null);
    const [across, up] = [plot.x(1) - plot.x(0), plot.y(0) - plot.y(1)];
    assert.ok(Math.abs(across - up) < 1e-9, 'it is a circle');
  }
});

test('near 0 they are shown once more, enlarged, and found there', () => {
  const small = {real: [0.012, -0.004], imaginary: [0, 0.009]};
  const plane = eigenvalueLayout({width: 420, height: 440, points: small, theme});
  const enlarged = enlargedLayout({points: small, plane, theme});
  assert.ok(enlarged);
  for (const [i, real] of small.real.entries()) {
    const x = enlarged.x(real);
    const y = enlarged.y(small.imaginary[i]);
    assert.ok(x > enlarged.left && x < plane.right && y > enlarged.top && y < plane.bottom);
    assert.equal(eigenvalueAt(x, y, small, {plane, enlarged}), i);
  }
  assert.equal(enlargedLayout({points, plane, theme}), null);
  const zeros = {real: [0, 0], imaginary: [0, 0]};
  assert.equal(enlargedLayout({points: zeros, plane, theme}), null);
});

test('eigenvalues in words', () => {
  assert.equal(describeEigenvalue(-0.3, 0.4), '−0.300 + 0.400 i, 0.5 from 0');
  assert.equal(
    describeEigenvalues(points),
    'The 3 eigenvalues of A in the complex plane: the largest is 1.5 from 0, 1 of them outside the unit circle.',
  );
  const onCircle = {real: [1 + 1e-7, -0.6], imaginary: [0, 0.8]};
  assert.match(describeEigenvalues(onCircle), /the largest is 1 from 0\.$/);
  const outside = {real: [1.002, -0.6], imaginary: [0, 0.8]};
  assert.match(
    describeEigenvalues(outside),
    /is 1\.002 from 0, 1 of them outside the unit circle\.$/,
  );
  assert.equal(describeEigenvalue(0, 0.9996), '0.000 + 1.000 i, 0.9996 from 0');
});

/** Two bins, a window of two samples, four lags: what should be there, and something more. */
const truth = Float32Array.of(4, 3, 0, 0, 2, 1, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0);
const learned = truth.map((value, i) => value + (i === 0 ? 0.25 : i === 9 ? 0.5 : 0));
const responses = {learned, truth, outputs: 4, nperseg: 2, hop: 1};

test('a bin’s response begins with the oldest sample, and errors are told apart by the window', () => {
  const first = binResponse(responses, 0);
  assert.deepEqual([...first.real], [0, 0, 2, 4.25]);
  assert.deepEqual([...first.trueReal], [0, 0, 2, 4]);
  assert.deepEqual(responseErrors(first), {within: 0.25, before: 0});
  const second = binResponse(responses, 1);
  assert.deepEqual([...second.real], [0, 0.5, 1, 3]);
  assert.deepEqual([...second.imaginary], [0, 0, -1, 0]);
  assert.deepEqual(responseErrors(second), {within: 0, before: 0.5});
  assert.match(describeResponse(second), /^What the last 4 samples .* bin 1 .* up to 0\.5 is left/);
});

test('what is left of old samples counts in all bins, relative to the largest', () => {
  const memory = memoryOf(responses);
  const expected = [1, Math.sqrt(6) / 5, 0, 0];
  for (const [lag, value] of memory.truth.entries()) {
    assert.ok(Math.abs(value - expected[lag]) < 1e-6, `${lag}: ${value}`);
  }
  assert.equal(leftOver(memory), Math.fround(0.1));
  assert.match(describeMemory(memory), /left the window of 2, up to 0\.1 of the largest is left/);
});

for (const [nperseg, hop] of [
  [16, 4],
  [16, 5],
  [256, 56],
]) {
  test(`frames of ${nperseg} samples every ${hop} lie where all spectrograms have them`, () => {
    const {axes, length, silence, first} = soundAxes({nperseg, hop, hidden: 1}, 'four-tones');
    assert.ok(sampleCount(axes) <= length && sampleCount(axes) + hop > length);
    // A cell of one unit that adds up all that it hears, read out as it is.
    const outputs = 2 * binCount(axes);
    const weights = new Float32Array((1 + hop) * (1 + outputs));
    weights.fill(1, 0, 2);
    for (let place = 0; place < hop; place++) weights[(1 + place) * (1 + outputs)] = 1;
    const sound = new Float32Array(silence + length).fill(1, silence);
    const frames = study.framesOf({weights, hidden: 1, hop, outputs}, sound);
    const spectra = spectraOf(frames, outputs, first);
    assert.equal(spectra.length, outputs * axes.frames);
    for (const frame of [0, 1, axes.frames - 1]) {
      const heard = nperseg + frame * hop; // samples to the frame's end
      assert.equal(spectra[frame], heard);
      assert.ok(Math.abs(timeOf(axes, frame) * axes.fs - (heard - nperseg / 2)) < 1e-9);
    }
  });
}

test('the trail reaches back to the start and stays short; a new network has none', () => {
  const scene = new RecurrentScene(theme);
  scene.begin({nperseg: 16, hop: 4, hidden: 16}, truth);
  const sets = Array.from({length: 1000}, (_, i) => ({real: [i], imaginary: [0]}));
  for (const set of sets) scene.moveTo(set);
  assert.equal(scene.eigenvalues, sets[999]);
  assert.equal(scene.past[0], sets[0]);
  assert.ok(scene.past.length > 20 && scene.past.length <= 75, `${scene.past.length}`);
  scene.begin({nperseg: 16, hop: 4, hidden: 16}, truth);
  assert.deepEqual([scene.past.length, scene.eigenvalues], [0, undefined]);
});
