import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRun, endless, entered, recordEvents} from './helpers.ts';

test('step trains exactly so many steps from idle, paused and converged', async t => {
  const run = createRun(t, {n: 4, 'target-loss': 1e-6});
  await run.step(3);
  assert.equal(run.progress.step, 3);
  assert.deepEqual([run.state, run.reason], ['paused', 'Step 3 reached, as asked.']);
  await run.step();
  assert.equal(run.progress.step, 4);
  await run.play();
  await run.stopped();
  assert.deepEqual(
    [run.state, run.reason],
    ['converged', 'Held-out loss reached the target 0.000001.'],
  );
  const {step} = run.progress;
  await run.step(2);
  assert.equal(run.progress.step, step + 2);
  assert.equal(run.state, 'paused');
  assert.equal(run.progress.examples, 16 * (step + 2));
});

for (const count of [0, -1, 1.5, NaN, Infinity, '3']) {
  test(`step(${JSON.stringify(count)}, ${count}) is refused`, async t => {
    const run = createRun(t);
    const stepping = run.step(count as number);
    await assert.rejects(stepping, /^RangeError: step\(.*whole number from 1/);
    assert.equal(run.state, 'idle');
  });
}

test('step while running pauses after so many more', async t => {
  const run = createRun(t, endless);
  await run.play();
  await run.step(3);
  assert.equal(run.state, 'paused');
  const {step} = run.progress;
  await run.step(2);
  assert.equal(run.progress.step, step + 2);
});

test('a run of so many steps goes exactly that far', async t => {
  const run = createRun(t, {steps: 70, n: 4});
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'paused', 'though it has converged long before');
  assert.equal(run.progress.step, 70);
});

test('a run of so many epochs goes exactly that far, the last batch of each taking what is left', async t => {
  const run = createRun(t, {epochs: 2, examples: 37});
  await run.play();
  await run.stopped();
  assert.equal(run.progress.step, 6);
  assert.equal(run.progress.examples, 74);
});

test('a paced run goes as far as one at full speed', async t => {
  const run = createRun(t, {speed: 1000, steps: 12});
  await run.play();
  run.setSpeed(500);
  await run.stopped();
  assert.equal(run.progress.step, 12);
  assert.equal(run.settings.speed, 500);
  assert.throws(() => run.setSpeed(0), /^RangeError: speed=0 .*from 1 to 1000, or max, watch/);
});

test('pause is answered while a slow run waits for its next step', async t => {
  const run = createRun(t, {speed: 1});
  await run.play();
  await run.pause();
  assert.equal(run.state, 'paused');
});

test('a run stops by itself when it is as good as float32 allows, and can go on', async t => {
  const run = createRun(t);
  const events = recordEvents(run);
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'converged');
  assert.match(run.reason, /^The loss no longer falls/);
  assert.equal(events.at(-1), 'converged');
  assert.ok(run.progress.heldOutLoss <= 10 * (run.floor as number));
  const {step} = run.progress;
  await run.play();
  while (run.progress.step < step + 2000) await new Promise(resolve => setTimeout(resolve, 5));
  assert.equal(run.state, 'running', 'told to go on, it does not stop at the same plateau again');
  await run.pause();
});

test('steps done by hand on the way do not move the step at which a run stops', async t => {
  const settings = {n: 16, batch: 32};
  const run = createRun(t, settings);
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'converged');
  const byHand = createRun(t, settings);
  for (const count of [67, 4, 3, 5, 7]) await byHand.step(count); // 67 ... 86: none is scheduled
  await byHand.play();
  await byHand.stopped();
  assert.deepEqual([byHand.state, byHand.progress.step], ['converged', run.progress.step]);
});

test('resume goes on as far as the paused training was to go, and only then', async t => {
  const run = createRun(t, {n: 32, speed: 200});
  await run.resume();
  assert.equal(run.state, 'idle', 'nothing was paused');
  const stepping = run.step(12);
  while (run.progress.step < 3) await new Promise(resolve => setTimeout(resolve, 5));
  await run.pause();
  await stepping;
  assert.equal(run.state, 'paused');
  assert.ok(run.progress.step < 12, `paused at step ${run.progress.step}`);
  await run.resume();
  await run.stopped();
  assert.deepEqual([run.state, run.progress.step], ['paused', 12]);
  await run.resume();
  assert.deepEqual([run.state, run.progress.step], ['paused', 12], 'it had arrived');
});

test('the end of a run is told once, with its reason', async t => {
  const run = createRun(t, {steps: 5});
  const paused = entered(run, 'paused');
  await run.play();
  assert.deepEqual(await paused, {state: 'paused', reason: 'Step 5 reached, as asked.'});
});
