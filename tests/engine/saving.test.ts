import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRun, digest} from './helpers.ts';
import type {Run} from '../../web/engine/run.ts';

/** The bytes of a saved run. */
async function saved(run: Run) {
  const pieces: Uint8Array[] = [];
  await run.save(async bytes => pieces.push(bytes));
  return new Uint8Array(Buffer.concat(pieces));
}

/** Reads bytes as a file is read: less than asked for at the end. */
function reader(bytes: Uint8Array) {
  let at = 0;
  return async (length: number) => {
    at += length;
    return bytes.slice(at - length, at);
  };
}

for (const optimizer of ['sgd', 'momentum', 'adam', 'amsgrad', 'lms', 'kaczmarz']) {
  test(`${optimizer}: a saved run goes on bit for bit, with any number of workers`, async t => {
    const settings = {n: 16, optimizer, lr: 0.01, examples: 100, workers: 2};
    const run = createRun(t, settings);
    await run.step(9); // within the second epoch of seven steps
    await run.setLearningRate(0.02);
    await run.step(2);
    const bytes = await saved(run);
    await run.step(20);

    const other = createRun(t, {n: 4});
    await other.step(3);
    await other.open(() => reader(bytes), {changes: {workers: 3}});
    assert.deepEqual([other.state, other.progress.step, other.workers], ['paused', 11, 3]);
    assert.equal(other.learningRate, 0.02);
    await other.step(20);
    assert.equal(await digest(other), await digest(run));
    assert.deepEqual(other.history, run.history);
    assert.equal(other.progress.loss, run.progress.loss);
  });
}

test('exact: a saved run goes on bit for bit, its sums made again', async t => {
  const run = createRun(t, {n: 64, optimizer: 'exact', batch: undefined, workers: 2});
  await run.step(1);
  const bytes = await saved(run);
  await run.step(2);
  const other = createRun(t, {n: 4});
  await other.open(() => reader(bytes), {changes: {workers: 3}});
  await other.step(2);
  assert.equal(await digest(other), await digest(run));
  assert.deepEqual(other.history, run.history);
  const {step, examples} = other.progress;
  assert.deepEqual([step, examples], [3, 3 * 512]);
});

test('a resumed run stops at the same step as one that was never interrupted', async t => {
  const settings = {n: 16, optimizer: 'lms', batch: 32};
  const run = createRun(t, settings);
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'converged');

  const first = createRun(t, settings);
  await first.step(64); // an evaluation of its own accord, so none is added
  const second = createRun(t, settings);
  const file = await saved(first);
  await second.open(() => reader(file));
  await second.play();
  await second.stopped();
  assert.deepEqual(
    [second.state, second.progress.step, second.progress.heldOutLoss],
    [run.state, run.progress.step, run.progress.heldOutLoss],
  );
});

test('a run whose learning rate has fallen to zero is what it was: opened, replayed, asked to go on', async t => {
  for (const [steps, state] of [
    [10, 'paused'],
    [45, 'converged'],
  ] as const) {
    const run = createRun(t, {n: 4, optimizer: 'lms', batch: 32, 'decay-steps': steps});
    await run.play();
    await run.stopped();
    assert.deepEqual([run.state, run.progress.step, run.isAtEnd], [state, steps, true]);
    const opened = createRun(t, {});
    const file = await saved(run);
    await opened.open(() => reader(file));
    const replayed = createRun(t, {});
    await replayed.setState(run.getState());
    for (const other of [opened, replayed]) {
      assert.deepEqual([other.state, other.reason], [run.state, run.reason]);
      await other.play();
      await other.stopped();
      assert.deepEqual([other.state, other.reason], [run.state, run.reason]);
    }
  }
});

test('a run is saved while it trains, between two steps, and trains on', async t => {
  const run = createRun(t, {n: 32, optimizer: 'sgd', lr: 1e-3});
  await run.play();
  const bytes = await saved(run);
  assert.equal(run.state, 'running');
  const step = run.progress.step;
  await run.pause();
  const other = createRun(t, {});
  await other.open(() => reader(bytes));
  assert.ok(other.progress.step <= step);
  const replay = createRun(t, {n: 32, optimizer: 'sgd', lr: 1e-3});
  if (other.progress.step > 0) await replay.step(other.progress.step);
  assert.equal(await digest(other), await digest(replay));
});

const damaged: [what: string, edit: (bytes: Uint8Array) => Uint8Array, message: RegExp][] = [
  ['an empty file', () => new Uint8Array(0), /is not a saved run/],
  ['another file', () => new TextEncoder().encode('a,b,c\n1,2,3\n'), /is not a saved run/],
  ['another version', bytes => withByte(bytes, 7, 2), /version 2: version 1 is read/],
  ['a file cut in its header', bytes => bytes.slice(0, 40), /is truncated/],
  ['a file cut in an array', bytes => bytes.slice(0, -5), /is truncated/],
  ['a file that lacks its last array', bytes => bytes.slice(0, -144), /31 of 32 arrays/],
  ['an edited header', bytes => withByte(bytes, 30, bytes[30] ^ 1), /checksum/],
  ['an edited weight', bytes => withByte(bytes, bytes.length - 20, 77), /checksum/],
  ['an absurd length', bytes => withByte(bytes, 11, 255), /longer than any can be/],
];

function withByte(bytes: Uint8Array, place: number, value: number) {
  const copy = bytes.slice();
  copy[place] = value;
  return copy;
}

for (const [what, edit, message] of damaged) {
  test(`${what} is refused with what is wrong; the run is usable`, async t => {
    const run = createRun(t, {n: 8, optimizer: 'adam', lr: 0.01});
    // 8 units of 16 x 2 weights, 4 arrays each: a record of 4 + 8 + 128 + 4 = 144 bytes an array.
    const donor = createRun(t, {n: 8, optimizer: 'amsgrad', lr: 0.01});
    await donor.step(3);
    const bytes = edit(await saved(donor));
    await assert.rejects(
      run.open(() => reader(bytes)),
      message,
    );
    assert.notEqual(run.state, 'error');
    await run.step(2);
    assert.equal(run.state, 'paused');
  });
}
