import assert from 'node:assert/strict';
import {test} from 'node:test';
import {describeHistory} from '../../web/panels/loss/history.ts';
import {binAt, describeSpectrum, spectrumLayout} from '../../web/panels/spectrum/draw.ts';
import {
  describeSignal,
  drawSignal,
  fillSamples,
  sampleAt,
  signalLayout,
  signalLimit,
} from '../../web/panels/signal/draw.ts';
import {theme} from './theme.ts';

test('a pen stroke fills every sample between two pointer positions, in both directions', () => {
  const rising = new Float32Array(8);
  fillSamples(rising, {index: 1, value: 0}, {index: 5, value: 1});
  assert.deepEqual([...rising], [0, 0, 0.25, 0.5, 0.75, 1, 0, 0]);
  const falling = new Float32Array(8);
  fillSamples(falling, {index: 5, value: 1}, {index: 1, value: 0});
  assert.deepEqual([...falling], [...rising]);
});

test('a pen that stays on a sample sets it to where it is now', () => {
  const samples = new Float32Array(4);
  fillSamples(samples, {index: 2, value: 0.2}, {index: 2, value: -0.5});
  assert.deepEqual([...samples], [0, 0, -0.5, 0]);
});

test('a point on the pad leads to the sample and the value drawn there', () => {
  const plot = signalLayout({width: 400, height: 104, n: 32, limit: 1, theme});
  for (const index of [0, 1, 16, 31]) {
    for (const value of [-1, -0.25, 0, 1]) {
      const found = sampleAt(plot.x(index), plot.y(value), plot);
      assert.equal(found.index, index);
      assert.ok(Math.abs(found.value - value) < 1e-9);
    }
  }
});

test('a stroke that leaves the pad is held at its edge', () => {
  const plot = signalLayout({width: 400, height: 104, n: 32, limit: 1, theme});
  const below = sampleAt(-50, 1e4, plot);
  const above = sampleAt(1e4, -1e4, plot);
  assert.deepEqual([below.index, above.index], [0, 31]);
  assert.ok(Math.abs(below.value + 1) < 1e-9 && Math.abs(above.value - 1) < 1e-9);
});

test('a signal is drawn with a scale that holds all of it', () => {
  const signal = Float32Array.of(0.1, -3.2, 0, 0, 1, 2, 0, 0);
  assert.equal(signalLimit(signal), 4);
  const texts: string[] = [];
  const context = new Proxy(
    {
      fillText: (text: string) => texts.push(text),
      measureText: () => ({width: 20}),
      getLineDash: () => [],
    },
    {get: (own, name) => Reflect.get(own, name) ?? (() => {}), set: () => true},
  ) as unknown as CanvasRenderingContext2D;
  const plot = drawSignal(context, signal, {width: 300, height: 100, theme, hint: 'draw here'});
  assert.ok(plot.y(-3.2) <= plot.bottom && plot.y(2) >= plot.top);
  for (const text of ['−4', '0', '4', 'sample m', 'real', 'imag', 'draw here']) {
    assert.ok(texts.includes(text), `${text} among ${texts}`);
  }
  assert.match(
    describeSignal(signal),
    /4 complex samples\. Real part up to 3\.2, imaginary .* 2\./,
  );
});

test('a point on the spectrum leads to its bin and both magnitudes', () => {
  const data = {learned: Float32Array.of(3, 0, 4, 1), reference: Float32Array.of(3, 0, 4, 0)};
  const plot = spectrumLayout({width: 300, height: 200, n: 2, peak: 5, scale: 'linear', theme});
  const middle = (plot.top + plot.bottom) / 2;
  assert.deepEqual(binAt(plot.x(1), middle, data, plot), {bin: 1, learned: 1, reference: 0});
  assert.deepEqual(binAt(plot.x(0), middle, data, plot), {bin: 0, learned: 5, reference: 5});
  assert.equal(binAt(plot.left - 1, middle, data, plot), null);
  assert.match(describeSpectrum(data), /in 2 bins.*largest error is 1,/);
});

test('the history in words: not begun, before the first step, and later', () => {
  assert.match(describeHistory([]), /has not started/);
  const first = {step: 0, loss: NaN, heldOutLoss: 130, weightError: 0.99};
  assert.match(
    describeHistory([first]),
    /At step 0: batch loss not measured, held-out loss 130, weight error 0\.99\.$/,
  );
  const later = {step: 20000, loss: 2e-9, heldOutLoss: Infinity, weightError: 0};
  const text = describeHistory([first, later]);
  assert.match(text, /At step 20\s000: batch loss 2\.0 × 10⁻⁹, held-out loss ∞, weight error 0\.$/);
});
