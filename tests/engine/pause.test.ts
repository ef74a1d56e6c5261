import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRun, digest, endless, entered, watchedHost} from './helpers.ts';
import type {Run} from '../../web/engine/run.ts';

// Steps of the spectrogram's network take tenths of a second, so a pause leaves one half done.
const slow = {model: 'spectrogram', batch: 256, kernel: 'simd128', workers: 2};

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

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

const place = {name: 'test', generation: 'none'};

/** Commands that are given while a run is kept. */
const commands: Record<string, (run: Run) => Promise<unknown>> = {
  pause: run => run.pause(),
  play: run => run.play(),
  resume: run => run.resume(),
  step: run => run.step(),
  reset: run => run.reset(),
  'another setting': run => run.configure({batch: 8}),
  'another rate': run => run.setLearningRate(1e-4),
  'the weights': run => run.exportWeights(),
  'its file': run => run.save(async () => {}),
  prepare: run => run.prepare(),
};

/** A run that trains, and one that is paused. */
const begun: ((run: Run) => Promise<void>)[] = [run => run.play(), run => run.step(2)];

for (const [what, command] of Object.entries(commands)) {
  test(`keeping ends before anything is stored where ${what} was asked for at once`, async t => {
    for (const go of begun) {
      const host = watchedHost();
      const run = createRun(t, endless, host);
      await go(run);
      const keeping = run.keep(place);
      const [kept] = await Promise.all([keeping, command(run)]);
      assert.equal(kept, null, run.state);
      assert.ok(!host.workers[0].calls.includes('keep'));
      await run.pause();
    }
  });
}

/** What a worker is asked, at which a pause is given. */
const moments = {
  prepareKeeping: 'while the workers load what stores it',
  halt: 'while it waits for the end of a step',
  advance: 'while the step at hand is completed',
};

/** Resolves in the first part of a step. */
async function inMidStep(run: Run) {
  for (;;) {
    await new Promise(resolve => run.addEventListener('progress', resolve, {once: true}));
    const {position} = run.progress;
    const done = position - Math.floor(position);
    if (done > 0 && done < 0.4) return;
  }
}

/**
 * Milliseconds that the workers advance at a time. To work on some examples takes longer,
 * a step twenty times that: a pause comes less than half a step after it was asked for, however
 * slow the machine is.
 */
const shortTime = 10;

test('a pause ends keeping at whatever it is: the step stays open, unless weights are asked for', async t => {
  let awaited = '';
  let paused = Promise.resolve();
  const asked: string[] = [];
  const host = watchedHost((call, {argumentList}) => {
    asked.push(call);
    const longest = argumentList?.[2];
    // To the end of the step, however long that takes: training advances so, too, before it is halted.
    const isCompletion = asked.includes('halt') && longest?.value === Infinity;
    if (call === 'advance' && longest) longest.value = shortTime;
    if (call !== awaited || (call === 'advance' && !isCompletion)) return;
    awaited = '';
    asked.length = 0;
    paused = Promise.resolve().then(() => run.pause()); // once all workers have been asked
  });
  const run = createRun(t, {...slow, batch: 512}, host);
  await run.prepare();
  const stops = [];
  for (const [moment, when] of Object.entries(moments)) {
    await run.play();
    await inMidStep(run);
    asked.length = 0;
    awaited = moment;
    assert.equal(await run.keep(place), null, when);
    assert.equal(awaited, '', when);
    await paused;
    assert.ok(asked.includes('halt') && !asked.includes('keep'), `${when}: ${asked.join()}`);
    const {step, position} = run.progress;
    assert.ok(position < step, `step ${step} was completed ${when}`);
    stops.push({weights: await digest(run), step});
    assert.equal(run.progress.position, step, when);
  }
  const replay = createRun(t, run.replaySettings);
  for (const {step, weights} of stops) {
    if (step > replay.progress.step) await replay.step(step - replay.progress.step);
    assert.equal(weights, await digest(replay), `step ${step}`);
  }
});

test('a pause while a worker stores ends it, and the next is not asked to', async t => {
  for (const go of begun) {
    const host = watchedHost(call => {
      if (call === 'keep') void run.pause();
    });
    const run = createRun(t, {...endless, workers: 2}, host);
    await go(run);
    const {state} = run;
    // In Node there is nothing to store it in: tests/storage has what a halt does there.
    await assert.rejects(run.keep(place), /^StorageError: it refuses/);
    const [first, second] = host.workers.map(({calls}) => calls);
    assert.ok(first.lastIndexOf('halt') > first.indexOf('keep'), state);
    assert.ok(!second.includes('keep'), state);
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
