import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Resampler} from '../../web/sounds/resampler.ts';

const to = 8000;

/**
 * All of it, given in pieces.
 * @param size of a piece
 */
function resampled(samples: Float32Array, from: number, size: number) {
  const resampler = new Resampler(from, to);
  const outputs = [];
  for (let at = 0; at < samples.length; at += size) {
    outputs.push(...resampler.push(samples.subarray(at, at + size)));
  }
  return Float32Array.from([...outputs, ...resampler.end()]);
}

const sine = (frequency: number, rate: number, seconds: number) =>
  Float32Array.from({length: Math.round(rate * seconds)}, (_, i) =>
    Math.sin((2 * Math.PI * frequency * i) / rate),
  );

/**
 * Without the ends, where there is silence beside it.
 * @param samples in dB of a sine's
 */
function level(samples: Float32Array) {
  const middle = samples.subarray(100, -100);
  return 10 * Math.log10((2 * middle.reduce((sum, x) => sum + x * x, 0)) / middle.length);
}

/** The rates of SPEC.md 7, some between, and some whose ratio has large numbers. */
const rates = [8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000, 8001, 44101];

for (const from of rates) {
  test(`from ${from} Hz: below 3.6 kHz a tone keeps its level, above 4.4 kHz it is gone`, () => {
    for (const frequency of [20, 440, 2000, 3500, 3590]) {
      const output = resampled(sine(frequency, from, 0.2), from, 1000);
      assert.equal(output.length, Math.ceil((Math.round(from * 0.2) * to) / from));
      // The window's ripple is 1.4e-4 dB; at 20 Hz there are not quite four periods in the middle.
      const exact = level(sine(frequency, to, 0.2));
      assert.ok(Math.abs(level(output) - exact) < 0.01, `${frequency} Hz: ${level(output)} dB`);
    }
    for (const frequency of [4410, 5000, 7560, 8000, 8440, 15_000, 21_000, 90_000]) {
      if (frequency > from / 2) continue;
      const decibels = level(resampled(sine(frequency, from, 0.2), from, 1000));
      assert.ok(decibels < -90, `${frequency} Hz: ${decibels} dB`);
    }
  });
}

test('an output stands at its time; at the same rate, samples are what they were', () => {
  const output = resampled(sine(440, 44100, 0.1), 44100, 441);
  const exact = sine(440, to, 0.1);
  for (let m = 40; m < 760; m++) assert.ok(Math.abs(output[m] - exact[m]) < 3e-5, `${m}`);
  const same = sine(3999, to, 0.1);
  assert.deepEqual(resampled(same, to, 77), same);
});

test('an impulse is spread as SciPy’s Kaiser window has it', () => {
  // f sinc(f t) kaiser(t / R, 0.1102 * (96 - 8.7)) by scipy.special.i0, f = 1 / 2, R = 61.33 samples.
  const impulse = new Float32Array(400);
  impulse[201] = 1;
  const output = resampled(impulse, 16000, 400);
  const scipy = [
    0.317924783, -0.104952987, 0.0617613401, -0.042846242, 0.032048438, -0.0249664656, 0.0199113644,
    -0.0160975053, 0.0131104157, -0.0107106911, 0.00874996414, -0.0071307501, 0.00578561887,
    -0.00466569028, 0.00373396345, -0.00296130489, 0.00232397027, -0.00180204577, 0.00137845702,
    -0.00103833544, 0.000768611687, -0.000557753002, 0.000395589994, -0.000273196827,
    0.000182800831, -0.000117705873, 7.22196498e-5, -4.1579235e-5, 2.18721926e-5, -9.95272799e-6,
    3.35377816e-6, 0,
  ];
  scipy.forEach((value, i) => {
    assert.ok(Math.abs(output[101 + i] - value) < 1e-7, `${i}: ${output[101 + i]} for ${value}`);
  });
});

test('however it comes in pieces, it is the same', () => {
  const sound = sine(1000, 44100, 0.05);
  const whole = resampled(sound, 44100, sound.length);
  for (const size of [1, 7, 128, 1000]) assert.deepEqual(resampled(sound, 44100, size), whole);
});

test('short sounds, and none', () => {
  assert.equal(resampled(new Float32Array(0), 44100, 1).length, 0);
  assert.equal(resampled(new Float32Array(1), 44100, 1).length, 1);
  assert.equal(resampled(new Float32Array(7), 44100, 1).length, 2);
  assert.equal(resampled(new Float32Array(1), 1000, 1).length, 8);
});
