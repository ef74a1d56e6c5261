import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/node-host.js';
import {Run} from '../../web/engine/run.js';
import {parseNpy} from '../../web/formats/npy.js';
import {largestDifference, loadCore, startTrainer, wholeWeights} from '../core/load-core.js';
import {createRun, digest, endless, entered, recordEvents} from './helpers.js';

test('a new run is idle and has nothing to show', async t => {
  const run = createRun(t);
  assert.equal(run.state, 'idle');
  assert.equal(run.reason, '');
  assert.equal(run.floor, null);
  assert.equal(run.learningRate, null);
  assert.equal(run.progress.step, 0);
  assert.deepEqual(run.history, []);
  assert.equal(run.network, null);
});

test('settings that cannot be used are refused before anything starts', () => {
  const create = (/** @type {Record<string, unknown>} */ settings) => () =>
    new Run(nodeHost(), settings);
  assert.throws(create({n: 100}), /^RangeError: n=100 .*4, 8, 16/);
  assert.throws(create({lr: NaN}), /^RangeError: lr=NaN /);
  assert.throws(create({epochs: 2, examples: 'streaming'}), /^RangeError: epochs=2 .*streaming/);
  assert.throws(create({epochs: 2, steps: 2}), /^RangeError: steps=2 and epochs=2/);
  assert.throws(create({colour: 'red'}), /^RangeError: colour is not a setting/);
});

test('prepare makes the initial weights: loading, idle, ready, progress', async t => {
  const run = createRun(t);
  const events = recordEvents(run);
  await run.prepare();
  assert.deepEqual(events, ['loading', 'idle', '(ready)', '(progress)']);
  await run.prepare();
  assert.equal(events.length, 4, 'a second time does nothing');
  const {step, examples, loss, heldOutLoss, weightError} = run.progress;
  assert.deepEqual([step, examples, loss], [0, 0, NaN]);
  assert.ok(heldOutLoss > 1, `held-out loss ${heldOutLoss}`);
  assert.ok(weightError > 0.5 && weightError < 2, `weight error ${weightError}`);
  assert.ok(run.floor !== null && run.floor < 1e-12, `floor ${run.floor}`);
  assert.equal(run.learningRate, 16 / (16 + 16 + 1));
});

test('play loads, then runs; pause stops; a stop is published before its state', async t => {
  const run = createRun(t, endless);
  const events = recordEvents(run);
  await run.play();
  assert.equal(run.state, 'running');
  await run.play();
  assert.equal(run.state, 'running', 'playing twice does nothing');
  await run.pause();
  assert.equal(run.state, 'paused');
  assert.deepEqual(events.slice(0, 5), ['loading', 'idle', '(ready)', '(progress)', 'running']);
  assert.deepEqual(events.slice(-2), ['(progress)', 'paused']);
  await run.pause();
  assert.equal(events.filter(event => event === 'paused').length, 1);
});

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
    const stepping = run.step(/** @type {number} */ (count));
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
  assert.throws(() => run.setSpeed(0), /^RangeError: speed=0 .*from 1 to 1000, or max/);
});

test('pause is answered while a slow run waits for its next step', async t => {
  const run = createRun(t, {speed: 1});
  await run.play();
  await run.pause();
  assert.equal(run.state, 'paused');
});

test('reset replays the same run: the same bytes', async t => {
  const run = createRun(t, {optimizer: 'amsgrad', lr: 0.03, examples: 50});
  await run.step(20);
  const first = await digest(run);
  const history = run.history;
  const events = recordEvents(run);
  await run.reset();
  assert.deepEqual(events, ['idle', 'loading', 'idle', '(ready)', '(progress)']);
  assert.equal(run.progress.step, 0);
  assert.equal(run.history.length, 1);
  assert.equal(run.seconds, 0);
  assert.notEqual(await digest(run), first);
  await run.step(20);
  assert.equal(await digest(run), first);
  assert.deepEqual(run.history, history);
});

test('reset while running goes back to the start', async t => {
  const run = createRun(t, endless);
  await run.play();
  await run.reset();
  assert.equal(run.state, 'idle');
  assert.equal(run.progress.step, 0);
});

test('newSeed starts another run', async t => {
  const run = createRun(t);
  await run.step(2);
  const first = await digest(run);
  await run.newSeed();
  assert.equal(run.state, 'idle');
  assert.equal(run.progress.step, 0);
  assert.notEqual(run.settings.seed, 7);
  await run.step(2);
  assert.notEqual(await digest(run), first);
});

test('configure changes settings and goes back to the start', async t => {
  const run = createRun(t);
  await run.step(2);
  await run.configure({n: 16, optimizer: 'adam', lr: 0.01, workers: 2});
  assert.equal(run.progress.step, 0);
  assert.equal(run.learningRate, 0.01);
  assert.deepEqual(parseNpy(await run.exportWeights()).shape, [32, 32]);
  await run.configure({n: 4, workers: 1, lr: null, optimizer: 'lms'});
  assert.equal(run.learningRate, 16 / (16 + 8 + 1));
  assert.equal(run.settings.seed, 7);
});

test('a change that cannot be made is refused and leaves the run as it was', async t => {
  const run = createRun(t);
  await run.step(2);
  await assert.rejects(run.configure({n: 100}), /^RangeError: n=100 /);
  await assert.rejects(run.configure({steps: 5, epochs: 5}), /^RangeError: steps=5 and epochs=5/);
  assert.equal(run.settings.n, 8);
  assert.deepEqual([run.state, run.progress.step], ['paused', 2]);
  await run.step(1);
  assert.equal(run.progress.step, 3);
});

test('commands given at once are carried out one after the other', async t => {
  const [run, other] = [createRun(t), createRun(t)];
  const refused = run.configure({n: 3});
  const commands = [run.play(), run.pause(), run.step(3), run.reset(), run.step(2), run.step(3)];
  await assert.rejects(refused, /n=3/);
  await Promise.all(commands);
  assert.deepEqual([run.state, run.progress.step], ['paused', 5]);
  await other.step(5);
  assert.equal(await digest(run), await digest(other));
});

test('a learning rate changed between steps holds from the next step on', async t => {
  const settings = {optimizer: 'amsgrad', lr: 0.03, kernel: 'simd128'};
  const run = createRun(t, settings);
  await run.step(5);
  await run.setLearningRate(0.01);
  assert.equal(run.learningRate, 0.01);
  assert.deepEqual(run.getState().schedule, [
    [0, 0.03],
    [5, 0.01],
  ]);
  await run.setLearningRate(0.02);
  assert.deepEqual(
    run.getState().schedule,
    [
      [0, 0.03],
      [5, 0.02],
    ],
    'the last one counts',
  );
  await run.step(5);

  const core = await loadCore();
  const trainer = startTrainer(core, {...settings, learningRate: 0.03, examples: 15000});
  trainer.changeLearningRate(5, 0.02);
  while (trainer.step() < 10) trainer.advance();
  assert.deepEqual(parseNpy(await run.exportWeights()).values, wholeWeights([trainer], 16));

  await run.reset();
  assert.equal(run.learningRate, 0.03, 'reset forgets it');
});

test('a learning rate changed while running holds from a step that is recorded', async t => {
  const run = createRun(t, endless);
  await run.play();
  await run.setLearningRate(2e-3);
  assert.equal(run.state, 'running');
  await run.setLearningRate(3e-3);
  await run.step(1);
  const saved = run.getState();
  const rates = saved.schedule.map(([, rate]) => rate);
  assert.equal(rates.at(-1), 3e-3);
  const steps = saved.schedule.map(([step]) => step);
  assert.deepEqual(
    steps,
    [...new Set(steps)].sort((a, b) => a - b),
    'steps ascend',
  );
  const replay = createRun(t);
  await replay.setState(saved);
  assert.equal(replay.progress.step, saved.step);
  assert.equal(await digest(replay), await digest(run));
});

test('a learning rate changed before the first step is a setting, which reset keeps', async t => {
  const run = createRun(t);
  await run.setLearningRate(0.2);
  assert.equal(run.settings.lr, 0.2);
  await run.prepare();
  assert.equal(run.learningRate, 0.2);
  await run.setLearningRate(0.1);
  await run.step(3);
  assert.deepEqual(run.getState().schedule, [[0, 0.1]]);
  await run.reset();
  assert.equal(run.learningRate, 0.1);
});

for (const rate of [0, -1, NaN, 1e5]) {
  test(`a learning rate of ${rate} is refused and training goes on`, async t => {
    const run = createRun(t, endless);
    await run.play();
    await assert.rejects(run.setLearningRate(rate), /^RangeError: lr=.* from 1e-9 to 10000/);
    assert.equal(run.state, 'running');
    assert.equal(run.learningRate, 1e-3);
  });
}

test('a run stops by itself when it is as good as float32 allows, and can go on', async t => {
  const run = createRun(t);
  const events = recordEvents(run);
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'converged');
  assert.match(run.reason, /^The loss no longer falls/);
  assert.equal(events.at(-1), 'converged');
  assert.ok(run.progress.heldOutLoss <= 10 * /** @type {number} */ (run.floor));
  const {step} = run.progress;
  await run.play();
  while (run.progress.step < step + 2000) await new Promise(resolve => setTimeout(resolve, 5));
  assert.equal(run.state, 'running', 'told to go on, it does not stop at the same plateau again');
  await run.pause();
});

test('settings of a run with live changes replay them, written as a link does', async t => {
  const run = createRun(t, {optimizer: 'amsgrad', lr: 0.03});
  await run.step(4);
  await run.setLearningRate(0.02);
  await run.step(3);
  await run.setLearningRate(0.005);
  await run.step(3);
  assert.equal(run.replaySettings['lr-changes'], '4:0.02,7:0.005');
  const replay = createRun(t, {...run.replaySettings});
  await replay.step(10);
  assert.equal(await digest(replay), await digest(run));
  assert.equal(replay.learningRate, 0.005);
});

test('a rate that begins later is not the rate of the next step', async t => {
  const run = createRun(t, {optimizer: 'amsgrad', lr: 0.03, 'lr-changes': '5:0.01'});
  await run.step(4);
  assert.equal(run.learningRate, 0.03);
  await run.step(1);
  assert.equal(run.learningRate, 0.01);
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

test('a learning rate far too high diverges with its reason; reset recovers', async t => {
  const run = createRun(t, {n: 16, batch: 64, lr: 5});
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'diverged');
  // 2 B / (B + d + 1) = 128 / 97 = 1.32.
  assert.match(run.reason, /learning rate 5 is above the stable bound 1\.32 for batch 64/);
  await run.reset();
  assert.deepEqual([run.state, run.reason, run.progress.step], ['idle', '', 0]);
  await run.setLearningRate(0.6);
  await run.step(20);
  assert.equal(run.state, 'paused');
  assert.ok(run.progress.heldOutLoss < 1, `held-out loss ${run.progress.heldOutLoss}`);
});

test('divergence without a known bound names the rate; a loss of NaN counts', async t => {
  const run = createRun(t, {optimizer: 'momentum', lr: 1e4, n: 4, steps: 60});
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'diverged', 'even in a run of so many steps');
  assert.match(
    run.reason,
    /^The loss (grew|is no longer a number).*learning rate 10000 is probably/,
  );
});

test('a state carries settings, schedule and step; setState replays it bit for bit', async t => {
  const run = createRun(t, {optimizer: 'adam', lr: 0.03, examples: 50, workers: 2});
  await run.step(4);
  await run.setLearningRate(0.02);
  await run.step(7);
  await run.setLearningRate(0.005);
  await run.step(2);
  const saved = JSON.parse(JSON.stringify(run.getState()));
  assert.equal(saved.version, 1);
  assert.equal(saved.step, 13);
  assert.deepEqual(saved.schedule, [
    [0, 0.03],
    [4, 0.02],
    [11, 0.005],
  ]);
  assert.equal(saved.settings.optimizer, 'adam');

  const replay = createRun(t, {n: 4});
  await replay.step(3);
  await replay.setState(saved);
  assert.deepEqual([replay.state, replay.progress.step], ['paused', 13]);
  assert.deepEqual(replay.getState(), saved);
  assert.equal(await digest(replay), await digest(run));
  await Promise.all([run.step(3), replay.step(3)]);
  assert.equal(await digest(replay), await digest(run));
});

test('setState to step 0 gives the initial weights', async t => {
  const [run, replay] = [createRun(t), createRun(t, {seed: 8})];
  await replay.setState(run.getState());
  assert.deepEqual([replay.state, replay.progress.step], ['idle', 0]);
  assert.equal(await digest(replay), await digest(run));
});

test('a state that cannot be used is refused and leaves the run as it was', async t => {
  const run = createRun(t);
  await run.step(2);
  const before = await digest(run);
  const saved = {...run.getState(), step: -1};
  await assert.rejects(run.setState(saved), /^RangeError: step=-1 of a saved state/);
  assert.equal(run.progress.step, 2);
  assert.equal(await digest(run), before);
});

test('any number of workers gives the same bytes and stops at the same step', async t => {
  /** @type {Record<string, unknown>[]} */
  const outcomes = [];
  for (const workers of [1, 2, 3, 5]) {
    const run = createRun(t, {n: 16, workers, examples: 100});
    await run.play();
    await run.pause(); // somewhere: where must not matter
    await run.play();
    await run.stopped();
    const progress = {...run.progress, stepsPerSecond: 0}; // of the clock
    outcomes.push({bytes: await digest(run), state: run.state, progress, history: run.history});
    await run.dispose();
  }
  assert.equal(outcomes[0].state, 'converged');
  for (const outcome of outcomes.slice(1)) assert.deepEqual(outcome, outcomes[0]);
});

test('more workers than bins give the same losses and bytes', async t => {
  const [few, many] = [createRun(t, {n: 4}), createRun(t, {n: 4, workers: 5})];
  await Promise.all([few.step(5), many.step(5)]);
  assert.equal(await digest(many), await digest(few));
  assert.deepEqual(many.history, few.history);
  assert.equal(many.floor, few.floor);
});

test('a snapshot shows the weights, and what network and transform make of a signal', async t => {
  const run = createRun(t, {n: 16, workers: 3, batch: 32});
  await run.step(60);
  const signal = await run.network?.signal('sine', {n: 16, bin: 3, phase: 0.4, seed: 0});
  assert.ok(signal);
  const snapshot = await run.network?.snapshot(signal);
  assert.ok(snapshot?.prediction && snapshot.reference);
  assert.deepEqual(parseNpy(await run.exportWeights()).values, snapshot.weights);
  // Peaks of n/2 = 8 at bins 3 and 13, of phases 0.4 and -0.4; float32 rounding of values near 8.
  const expected = new Float64Array(32);
  [expected[3], expected[13]] = [8 * Math.cos(0.4), 8 * Math.cos(0.4)];
  [expected[19], expected[29]] = [8 * Math.sin(0.4), -8 * Math.sin(0.4)];
  const exact = largestDifference(snapshot.reference, expected);
  assert.ok(exact <= 1e-6, `largest error of the reference ${exact}`);
  // 60 steps leave a weight error below 1e-4.
  const learned = largestDifference(snapshot.prediction, snapshot.reference);
  assert.ok(learned <= 1e-2, `largest error of the prediction ${learned}`);
});

test('a snapshot is answered while training goes on', async t => {
  const run = createRun(t, {...endless, n: 64, workers: 2});
  await run.play();
  const snapshot = await run.network?.snapshot();
  assert.equal(run.state, 'running');
  assert.ok(snapshot?.weights.every(Number.isFinite));
});

test('progress tells step, examples, losses, weight error and speed', async t => {
  const run = createRun(t);
  /** @type {Record<string, number>[]} */
  const told = [];
  run.addEventListener('progress', event => {
    told.push(/** @type {CustomEvent} */ (event).detail);
  });
  await run.step(5);
  assert.deepEqual(Object.keys(told[0]).sort(), [
    'examples',
    'heldOutLoss',
    'loss',
    'position',
    'step',
    'stepsPerSecond',
    'weightError',
  ]);
  const {step, position, examples, loss, heldOutLoss, weightError} = told[told.length - 1];
  assert.deepEqual([step, position, examples], [5, 5, 80]);
  for (const value of [loss, heldOutLoss, weightError]) assert.ok(value > 0 && value < 100);
});

test('the end of a run is told once, with its reason', async t => {
  const run = createRun(t, {steps: 5});
  const paused = entered(run, 'paused');
  await run.play();
  assert.deepEqual(await paused, {state: 'paused', reason: 'Step 5 reached, as asked.'});
});
