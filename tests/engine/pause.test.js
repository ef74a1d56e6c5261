import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRun, digest, entered} from './helpers.js';

// Steps of the spectrogram's network take tenths of a second, so a pause leaves one half done.
const slow = {model: 'spectrogram', batch: 256, kernel: 'simd128', workers: 2};

/** @param {number} ms */
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

test('pauses in the middle of steps change nothing: not the weights, losses or schedule', async t => {
  const run = createRun(t, slow);
  const [running, told] = [entered(run, 'running'), run.play()];
  await Promise.all([running, told]);
  for (let i = 0; run.progress.step < 3; i++) {
    await sleep(90 + 37 * (i % 4));
    await run.pause();
    if (i === 2) await run.setLearningRate(0.09);
    await run.play();
  }
  await run.pause();
  const {step} = run.progress;
  const weights = await digest(run);
  const replay = createRun(t, {...run.replaySettings, workers: 1});
  await replay.step(step);
  assert.equal(weights, await digest(replay));
  await Promise.all([run.step(), replay.step()]);
  assert.deepEqual(
    run.history.filter(point => point.step > step || [1, 2, 4].includes(point.step)),
    replay.history.filter(point => point.step > step || [1, 2, 4].includes(point.step)),
  );
  assert.equal(run.progress.loss, replay.progress.loss);
});

test('a pause in the middle of an exact step is answered at once and changes nothing', async t => {
  const settings = {n: 512, optimizer: 'exact', examples: 4096, batch: undefined, workers: 2};
  const run = createRun(t, settings);
  await run.prepare();
  const stepping = run.step();
  await entered(run, 'running');
  await run.pause();
  await stepping;
  assert.equal(run.history.at(-1)?.step, 0, 'paused before the step is done');
  while (run.history.at(-1)?.step === 0) {
    await run.resume();
    await sleep(130);
    await run.pause();
  }
  const whole = createRun(t, {...settings, workers: 1});
  await whole.step();
  assert.equal(await digest(run), await digest(whole));
  assert.equal(run.progress.loss, whole.progress.loss);
});

test('a pause ends keeping at once, and weights asked for then are of a whole step', async t => {
  const run = createRun(t, {...slow, batch: 128});
  await run.prepare();
  await Promise.all([entered(run, 'running'), run.play()]);
  const stops = [];
  for (let cut = 0, i = 0; cut < 4; i++) {
    await sleep(60 + 41 * (i % 5));
    const keeping = run.keep({name: 'test', generation: 'none'}).then(
      () => cut++,
      error => assert.match(String(error), /^StorageError: it refuses/), // got to storing, which Node cannot
    );
    if (i % 2) await sleep(30); // else the workers are still asked whether they can, and it is kept
    await Promise.all([keeping, run.pause()]);
    const weights = await digest(run);
    stops.push({step: run.progress.step, weights});
    await run.play();
  }
  await run.pause();
  const replay = createRun(t, {...run.replaySettings, workers: 2});
  for (const {step, weights} of stops) {
    if (step > replay.progress.step) await replay.step(step - replay.progress.step);
    assert.equal(weights, await digest(replay), `step ${step}`);
  }
});

test('a step that was asked for and paused is completed by resume', async t => {
  const run = createRun(t, slow);
  await run.prepare();
  const stepping = run.step(2);
  await entered(run, 'running');
  await sleep(60);
  await run.pause();
  await stepping;
  assert.deepEqual([run.state, run.reason], ['paused', '']);
  await run.resume();
  await run.stopped();
  assert.deepEqual([run.progress.step, run.reason], [2, 'Step 2 reached, as asked.']);
  assert.equal(run.history.at(-1)?.step, 2);
});
