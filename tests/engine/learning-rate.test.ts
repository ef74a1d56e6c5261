import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadCore, relativeDistance, startTrainer, wholeWeights} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {createRun, digest, endless} from './helpers.ts';

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

test('a learning rate that decays follows half a cosine, and the run ends with it', async t => {
  const decay = 20;
  const run = createRun(t, {optimizer: 'momentum', lr: 0.1, 'decay-steps': decay});
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'paused', 'far from the floor');
  assert.match(run.reason, /learning rate has fallen to zero/);
  assert.ok(run.isAtEnd);
  assert.equal(run.progress.step, decay);
  const core = await loadCore();
  const trainer = startTrainer(core, {optimizer: 'momentum', examples: 15000});
  for (let step = 0; step < decay; step++) {
    trainer.changeLearningRate(step, (0.1 * (1 + Math.cos((Math.PI * step) / decay))) / 2);
  }
  while (trainer.step() < decay) trainer.advance();
  const [reached, expected] = [
    parseNpy(await run.exportWeights()).values,
    wholeWeights([trainer], 16),
  ];
  assert.ok(relativeDistance(reached, expected) <= 1e-6); // cosines of two libraries
});

test('where the learning rate is zero, Play goes no further and says why', async t => {
  const run = createRun(t, {optimizer: 'momentum', 'decay-steps': 20});
  await run.step(20);
  assert.equal(run.state, 'paused');
  for (const change of [() => {}, () => run.setLearningRate(0.5)]) {
    await change();
    await run.play();
    await run.stopped();
    assert.deepEqual([run.state, run.progress.step], ['paused', 20]);
    assert.equal(run.reason, 'The learning rate has fallen to zero: this is where it ends.');
  }
  await run.reset();
  await run.configure({'decay-steps': 100, 'target-loss': 1e3}); // reached at once
  await run.play();
  await run.stopped();
  assert.match(run.reason, /reached the target/);
  await run.play(); // beyond it
  await run.stopped();
  assert.deepEqual([run.state, run.progress.step], ['converged', 100]);
});
