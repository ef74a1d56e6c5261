import assert from 'node:assert/strict';
import {test} from 'node:test';
import {framesOf, spectrogramOf} from '../../web/figures/spectrogram/frames.ts';
import {POST_AXES} from '../../web/kit/stft-axes.ts';

/** Three frames of four samples, two apart; three bins. */
const small = {fs: 1, nperseg: 4, hop: 2, nfft: 4, frames: 3};

test('a wave is cut into the frames’ samples, overlapping', () => {
  const wave = Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual([...framesOf(wave, small)], [0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7]);
});

test('the post’s 33 frames use all 2048 samples, and the last one ends with the last', () => {
  const wave = Float32Array.from({length: 2048}, (_, i) => i);
  const rows = framesOf(wave, POST_AXES);
  assert.equal(rows.length, 33 * 256);
  assert.equal(rows[16 * 256 + 3], 16 * 56 + 3);
  assert.equal(rows.at(-1), 2047);
});

test('answers by frame, real before imaginary, become blocks with k * frames + t', () => {
  // Each value says what it is: frame, part (1 real, 2 imaginary), bin.
  const rows = [0, 1, 2].flatMap(t =>
    [1, 2].flatMap(p => [0, 1, 2].map(k => 100 * t + 10 * p + k)),
  );
  const real = [10, 110, 210, 11, 111, 211, 12, 112, 212];
  const imaginary = [20, 120, 220, 21, 121, 221, 22, 122, 222];
  assert.deepEqual([...spectrogramOf(Float32Array.from(rows), small)], [...real, ...imaginary]);
});

test('no value of the post’s 8514 is lost or doubled', () => {
  const rows = Float32Array.from({length: 8514}, (_, i) => i);
  const whole = spectrogramOf(rows, POST_AXES);
  assert.equal(new Set(whole).size, 8514);
  const [part, bin, frame] = [1, 5, 20];
  assert.equal(whole[(part * 129 + bin) * 33 + frame], frame * 258 + part * 129 + bin);
});
