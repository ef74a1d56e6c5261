import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Film, lossesOf} from '../../web/runs/film.ts';

const steps = (film: Film) => film.frames.map(({step}) => step);

/** Weights that come near 1 as `1 - e^(-step / 100)`. */
const learned = (step: number, count = 65_536) =>
  new Float32Array(count).fill(1 - Math.exp(-step / 100));

test('a run of 10,000 steps takes 8 MB at most, from its first to its last', () => {
  const film = new Film();
  for (let step = 0; step <= 10_000; step += 4) film.add(step, learned(step));
  const bytes = film.frames.reduce((sum, {weights}) => sum + weights.buffer.byteLength, 0);
  assert.ok(bytes <= 8e6 && bytes > 7.5e6, `${bytes} bytes`);
  assert.deepEqual([steps(film)[0], steps(film).at(-1)], [0, 10_000]);
  for (const {step, weights} of film.frames) assert.equal(weights[7], learned(step, 1)[0]);
});

test('frames lie where the weights move, and no long time is left out', () => {
  const film = new Film();
  for (let step = 0; step <= 10_000; step += 4) film.add(step, learned(step));
  const kept = steps(film);
  const early = kept.filter(step => step <= 300).length;
  assert.ok(early > kept.length / 3, `${early} of ${kept.length}: ${kept.join()}`);
  const gaps = kept.slice(1).map((step, i) => step - kept[i]);
  assert.ok(Math.max(...gaps) < 2000, kept.join());
  assert.deepEqual(
    kept,
    kept.toSorted((a, b) => a - b),
  );
});

test('as many as there is room for are all kept, two where there is room for one', () => {
  const film = new Film();
  for (let step = 0; step < 500; step++) film.add(step, learned(step, 1000));
  assert.equal(film.frames.length, 500);
  const large = new Film();
  for (const step of [0, 5, 9]) large.add(step, learned(step, 3_000_000));
  assert.deepEqual(steps(large), [0, 9]);
});

test('an earlier step or another size begins it anew, the same step is one frame', () => {
  const film = new Film();
  for (const step of [0, 3, 3, 8]) film.add(step, learned(step, 4));
  assert.deepEqual(steps(film), [0, 3, 8]);
  film.add(2, learned(2, 4));
  assert.deepEqual(steps(film), [2]);
  film.add(9, learned(9, 16));
  assert.deepEqual([steps(film), film.frames[0].way], [[9], 0]);
  film.clear();
  assert.deepEqual(steps(film), []);
});

test('where nothing moves, frames lie evenly', () => {
  const film = new Film();
  for (let step = 0; step < 60; step++) film.add(step, new Float32Array(500_000));
  const kept = steps(film);
  assert.equal(kept.length, 4);
  const gaps = kept.slice(1).map((step, i) => step - kept[i]);
  assert.ok(Math.max(...gaps) <= 2.5 * Math.min(...gaps), kept.join());
});

test('a frame’s loss is the one measured last by then; before the first there is none', () => {
  const history = [4, 8, 16].map(step => ({step, heldOutLoss: 1 / step}));
  assert.deepEqual(
    lossesOf(
      [0, 4, 7, 8, 30].map(step => ({step})),
      history,
    ),
    [
      {step: 0, loss: NaN},
      {step: 4, loss: 1 / 4},
      {step: 7, loss: 1 / 4},
      {step: 8, loss: 1 / 8},
      {step: 30, loss: 1 / 16},
    ],
  );
});
