import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loudestWindow, mixed} from '../../web/figures/own-sound.js';

/** @param {number} value */
const channel = (value, length = 2048) => new Float32Array(length).fill(value);

test('channels are averaged', () => {
  assert.deepEqual(mixed([channel(0.25)], 'It'), {samples: channel(0.25), peak: 0.25});
  assert.deepEqual(mixed([channel(0.5), channel(-0.25)], 'It').samples, channel(0.125));
});

test('what would be clipped is turned down', () => {
  const {samples, peak} = mixed([channel(-4)], 'It');
  assert.equal(peak, 4);
  assert.deepEqual(samples, channel(-1));
});

test('too short, silent, or not numbers: told with its name, value and what is allowed', () => {
  assert.throws(
    () => mixed([channel(1, 2000)], 'It'),
    /^RangeError: It is 0\.250 s long: at least 0\.256 s \(2048 samples at 8000 Hz\) are needed\.$/,
  );
  assert.throws(() => mixed([], 'It'), /It is 0\.000 s long/);
  assert.throws(() => mixed([channel(0)], 'It'), /silent: its largest sample is 0, .*0\.000001 is/);
  assert.throws(() => mixed([channel(1), channel(-1)], 'It'), /It is silent/);
  assert.throws(() => mixed([channel(5e-7)], 'It'), /It is silent/);
  assert.equal(mixed([channel(5e-6)], 'It').samples.length, 2048);
  const broken = channel(0.5);
  broken[7] = NaN;
  assert.throws(() => mixed([broken], 'It'), /It holds NaN/);
  broken[7] = -Infinity;
  assert.throws(() => mixed([broken], 'It'), /It holds -Infinity/);
});

test('the loudest window is found', () => {
  const samples = new Float32Array(8000);
  samples.fill(0.1, 0, 3000);
  samples.fill(0.5, 5000, 7000);
  assert.equal(loudestWindow(samples, 2000, 100), 5000);
  assert.equal(loudestWindow(samples.subarray(0, 2000), 2000, 100), 0);
});
