import assert from 'node:assert/strict';
import {test} from 'node:test';
import {needsScipy, pythonWithScipy, runPython} from '../cli/run-cli.ts';
import {bandLimited} from '../../web/kit/band-limited.ts';

const python = pythonWithScipy();

test('the curve through samples is that of scipy.signal.resample', needsScipy(python), () => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
  for (const [n, factor] of [
    [4, 8],
    [16, 3],
    [64, 8],
  ]) {
    const values = Float32Array.from({length: n}, () => 2 * Math.random() - 1);
    const curve = bandLimited(values, factor);
    const theirs = runPython<number[]>(
      python,
      '../views/band_limited.py',
      JSON.stringify([[...values], factor]),
    );
    assert.equal(curve.length, (n - 1) * factor + 1);
    const errors = Array.from(curve, (value, i) => Math.abs(value - theirs[i]));
    assert.ok(Math.max(...errors) < 1e-6, `n = ${n}: off by ${Math.max(...errors)}`);
  }
});

test('it goes through the samples as they are', () => {
  const values = Float32Array.from({length: 128}, () => 2 * Math.random() - 1);
  const curve = bandLimited(values, 8);
  assert.deepEqual(
    Array.from(values, (_, m) => curve[8 * m]),
    [...values],
  );
  assert.deepEqual(bandLimited(values, 1), values);
});
