import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Run} from '../../web/engine/run.ts';
import {largestDifference} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {createRun, digest, endless, recordEvents} from './helpers.ts';
import type {ReadyEvent} from '../../web/engine/ready-event.ts';
import type {SavedState} from '../../web/engine/saved-state.ts';

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
  const create = (settings: Record<string, unknown>) => () => new Run(nodeHost(), settings);
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

test('training waits for what is done with the initial weights first, unless that is given up', async t => {
  const run = createRun(t, endless);
  let seen: (seen?: unknown) => void = () => {};
  const ready = () => new Promise(resolve => run.addEventListener('ready', resolve, {once: true}));
  run.addEventListener('ready', event => {
    const {waitUntil} = event as ReadyEvent;
    waitUntil.call(event, new Promise(resolve => (seen = resolve)));
    waitUntil.call(event, Promise.reject(new Error('not drawn')));
  });
  const playing = run.play();
  await ready();
  await new Promise(resolve => setTimeout(resolve, 50));
  assert.equal(run.state, 'idle');
  seen();
  await playing;
  assert.equal(run.state, 'running');
  const resetting = run.reset();
  await ready();
  const disposed = run.dispose();
  seen();
  await Promise.all([resetting, disposed]);
  assert.equal(run.state, 'idle');
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

test('a state carries settings, schedule and step; setState replays it bit for bit', async t => {
  const run = createRun(t, {optimizer: 'adam', lr: 0.03, examples: 50, workers: 2});
  await run.step(4);
  await run.setLearningRate(0.02);
  await run.step(7);
  await run.setLearningRate(0.005);
  await run.step(2);
  const saved: SavedState = JSON.parse(JSON.stringify(run.getState()));
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
  const outcomes: Record<string, unknown>[] = [];
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
  assert.equal(snapshot.step, 60);
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
  const told: Record<string, number>[] = [];
  run.addEventListener('progress', event => {
    told.push((event as CustomEvent<Record<string, number>>).detail);
  });
  await run.step(5);
  assert.deepEqual(Object.keys(told[0]).sort(), [
    'examples',
    'heldOutLoss',
    'loss',
    'step',
    'stepsPerSecond',
    'weightError',
  ]);
  const {step, examples, loss, heldOutLoss, weightError} = told[told.length - 1];
  assert.deepEqual([step, run.progress.position, examples], [5, 5, 80]);
  for (const value of [loss, heldOutLoss, weightError]) assert.ok(value > 0 && value < 100);
});
