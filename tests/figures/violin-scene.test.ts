import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ViolinScene} from '../../web/figures/violin/scene.ts';
import {violinSound} from '../../web/figures/violin/sound.ts';
import {loadCore} from '../core/load-core.ts';

const fs = 8000;
const length = violinSound.seconds * fs;
const axes = {fs, nperseg: 512, hop: 32, nfft: 1024, frames: 485};
const settings = {
  ...{fs, nperseg: 512, noverlap: 480, nfft: 1024},
  ...{window: 'hann', detrend: 'constant', scaling: 'density'},
};

async function violinScene() {
  const core = await loadCore();
  const samples = core.audio(violinSound.name, length, 0);
  const scene = new ViolinScene(axes);
  scene.take({samples, values: core.stft(settings, Float64Array.from(samples))});
  return scene;
}

/** @param text in dB */
const decibels = (text: string) => Number(text.replace('−', '-').replace(' dB', ''));

test('each harmonic is as much weaker as the signal is made to be', async () => {
  const {table} = await violinScene();
  assert.deepEqual(table.heads.slice(0, 3), ['time', '440 Hz', '880 Hz']);
  const [first, ...others] = table.rows[5].slice(1).map(decibels);
  // Amplitudes of cpp/signal/audio_signals.cpp; a tone between two bins of a Hann window of twice
  // their distance is read up to 0.4 dB low, and vibrato smears the upper ones.
  const amplitudes = [0.62, 0.55, 0.3, 0.26, 0.12, 0.14, 0.06];
  for (const [index, amplitude] of amplitudes.entries()) {
    const wanted = 20 * Math.log10(amplitude);
    assert.ok(Math.abs(others[index] - first - wanted) < 1, `${others[index]}: ${wanted} dB`);
  }
});

test('the bow takes hold of the string at the start', async () => {
  const {table} = await violinScene();
  assert.ok(decibels(table.rows[0][1]) < decibels(table.rows[1][1]) - 3);
});

test('the cursor is held within the picture, and goes from harmonic to harmonic', async () => {
  const scene = await violinScene();
  assert.match(scene.reading, /^Point at the spectrogram/);
  scene.choose({frame: -3, bin: 9999});
  assert.deepEqual(scene.cursor, {frame: 0, bin: 512});
  assert.match(scene.reading, /^0\.0320 s, 4000 Hz: −\d\d\.\d dB$/);
  scene.choose({frame: Infinity, bin: 0});
  assert.deepEqual(scene.cursor, {frame: 484, bin: 0});
  for (const number of [1, 2, 3]) {
    scene.chooseHarmonic(1);
    assert.ok(scene.reading.endsWith(`harmonic ${number}`), scene.reading);
  }
  for (let press = 0; press < 20; press++) scene.chooseHarmonic(1);
  assert.match(scene.reading, /harmonic 8$/);
  scene.chooseHarmonic(-1);
  assert.match(scene.reading, /harmonic 7$/);
  for (let press = 0; press < 20; press++) scene.chooseHarmonic(-1);
  assert.match(scene.reading, /harmonic 1$/);
});

test('the piece is the samples that the cursor’s column sees', async () => {
  const scene = await violinScene();
  scene.choose({frame: 100, bin: 0});
  assert.deepEqual(scene.piece, scene.wave.slice(3200, 3712));
  assert.equal(scene.pieceTitle, 'around 0.4320 s');
});

test('on the linear scale the loudest is 1 or less of the range, and silence is 0', async () => {
  const scene = await violinScene();
  assert.deepEqual(scene.range, [-70, 0]);
  scene.setScale('linear');
  const [low, high] = scene.range;
  const most = scene.levels.reduce((a, b) => Math.max(a, b));
  assert.equal(low, 0);
  assert.ok(most <= 1.04 * high && most > high / 2, `${most} of ${high}`);
});
