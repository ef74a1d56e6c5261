import assert from 'node:assert/strict';
import {test} from 'node:test';
import {largestDifference, loadCore, startTrainer, sum} from './load-core.ts';

const core = await loadCore();
const cell = {model: 'recurrent', hop: 5, hidden: 13, optimizer: 'amsgrad', learningRate: 0.01};

test('a sound of any length is one row: what a cell made of its beginning stays', () => {
  const trainer = startTrainer(core, cell);
  const sound = core.normals(5, 4, 0, 40 * 5 + 3); // what is left of a hop makes no frame
  const beginning = sound.slice(0, 11 * 5);
  for (const made of ['predict', 'reference']) {
    const ask = (x: Float32Array) =>
      made === 'predict' ? trainer.predict(x) : trainer.reference(x);
    const frames = ask(sound);
    assert.equal(frames.length, 40 * 18, made);
    assert.equal(largestDifference(ask(beginning), frames.subarray(0, 11 * 18)), 0, made);
    assert.deepEqual(
      [ask(sound.slice(0, 4)).length, ask(new Float32Array(0)).length],
      [0, 0],
      made,
    );
  }
  trainer.delete();
});

test('its weights are [[A, C], [B, 0]]: h <- h A + x B, frame = h C', () => {
  const trainer = startTrainer(core, cell);
  for (let i = 0; i < 3; i++) while (!trainer.advance());
  const weights = trainer.weights();
  const width = 13 + 18;
  assert.equal(weights.length, (13 + 5) * width);
  const sound = core.normals(6, 4, 0, 30 * 5);
  const made = trainer.predict(sound);
  let h = new Float64Array(13);
  for (let t = 0; t < 30; t++) {
    const state = [...h, ...sound.subarray(5 * t, 5 * t + 5)];
    const at = (column: number, from: ArrayLike<number>) =>
      sum(Array.from(from, (value, row) => value * weights[row * width + column]));
    h = Float64Array.from({length: 13}, (_, j) => at(j, state));
    const frame = Float64Array.from({length: 18}, (_, j) => at(13 + j, h));
    assert.ok(largestDifference(made.subarray(18 * t, 18 * t + 18), frame) <= 1e-5, `${t}`);
  }
  for (let row = 13; row < 18; row++) {
    for (let j = 13; j < width; j++) assert.equal(weights[row * width + j], 0);
  }
  trainer.delete();
});

test('a cell with room for the window knows the least that float32 allows; a smaller one does not', () => {
  for (const [hidden, known] of [
    [16, true],
    [15, false],
  ] as [number, boolean][]) {
    const config = {...cell, hidden, units: {begin: 0, end: 0}};
    const trainer = startTrainer(core, config);
    const floor = sum(trainer.heldOutSquares());
    assert.equal(Number.isFinite(floor), known, `${hidden}`);
    trainer.delete();
  }
});
