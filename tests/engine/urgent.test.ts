import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRun, digest, endless, entered, recordEvents, watchedHost} from './helpers.ts';

/** What waits for something that does not come would wait without end. */
const hangs = {timeout: 60000};

/** Its steps take tenths of a second. */
const slow = {n: 512, batch: 1024, optimizer: 'sgd', lr: 1e-4, speed: 'max'};

/** A piece of a file that is not written before it is told to. */
function heldWrite() {
  let release: (value?: unknown) => void = () => {};
  const held = new Promise(resolve => (release = resolve));
  return {write: () => held, release};
}

test(
  'of forty learning rates at once the newest counts, in at most two changes',
  hangs,
  async t => {
    const host = watchedHost();
    const run = createRun(t, endless, host);
    await Promise.all([entered(run, 'running'), run.play()]);
    const before = host.workers[0].calls.filter(call => call === 'changeLearningRate').length;
    const moves = Array.from({length: 40}, (_, i) => run.setLearningRate((i + 1) * 1e-4));
    await Promise.all(moves);
    assert.equal(run.learningRate, 40e-4);
    const after = host.workers[0].calls.filter(call => call === 'changeLearningRate').length;
    assert.ok(after - before <= 2, `${after - before} changes`);
    await run.pause();
    const replay = createRun(t, run.replaySettings);
    await replay.step(run.progress.step);
    assert.equal(await digest(run), await digest(replay));
  },
);

test('a rate that is refused does not take the place of one that is not', hangs, async t => {
  const run = createRun(t, endless);
  await Promise.all([entered(run, 'running'), run.play()]);
  const [good, bad] = [run.setLearningRate(2e-3), run.setLearningRate(-1)];
  await assert.rejects(bad, RangeError);
  await good;
  assert.equal(run.learningRate, 2e-3);
});

test('a rate given after other settings holds after them', hangs, async t => {
  const run = createRun(t, endless);
  await run.prepare();
  await Promise.all([
    run.setLearningRate(2e-3),
    run.configure({batch: 8}),
    run.setLearningRate(3e-3),
  ]);
  assert.deepEqual([run.settings.batch, run.learningRate], [8, 3e-3]);
});

test('Pause waits for nothing: not for a file, learning rates or steps', hangs, async t => {
  const run = createRun(t, endless);
  await Promise.all([entered(run, 'running'), run.play()]);
  const {write, release} = heldWrite();
  const saved = run.save(write);
  const others = [...Array(20)].map((_, i) => run.setLearningRate((i + 1) * 1e-4));
  const steps = [...Array(100)].map(() => run.step());
  await run.pause();
  const {step} = run.progress;
  assert.equal(run.state, 'paused');
  const events = recordEvents(run);
  release();
  await Promise.all([saved, ...others, ...steps]);
  assert.equal(run.learningRate, 20e-4, 'what is no training is still done');
  assert.deepEqual([run.state, run.progress.step], ['paused', step]);
  assert.ok(!events.includes('running'), `events: ${events}`);
});

test(
  'Pause while a step is slow leaves it open, though a rate waits for its end',
  hangs,
  async t => {
    const host = watchedHost();
    const run = createRun(t, slow, host);
    await run.prepare();
    await Promise.all([entered(run, 'running'), run.play()]);
    const {calls} = host.workers[0];
    const moves = [...Array(40)].map((_, i) => run.setLearningRate((i + 1) * 1e-5));
    const sent = calls.length;
    await run.pause();
    const advances = calls.slice(sent).filter(call => call === 'advance').length;
    assert.ok(advances <= 3, `${advances} calls to advance`); // halted, and to a common step
    await Promise.all(moves);
    assert.deepEqual([run.state, run.learningRate], ['paused', 40e-5]);
  },
);

test('Pause waits for no step that a rate has completed', hangs, async t => {
  let isHalted = false;
  let paused: Promise<void> | undefined;
  let tell = () => {};
  const heard = new Promise<void>(resolve => (tell = resolve));
  const host = watchedHost((call, {argumentList}) => {
    if (call === 'halt') isHalted = true;
    if (call === 'changeLearningRate') isHalted = false;
    const [, , longest] = argumentList ?? [];
    // To the end of the step that the halt has left open, however long that takes.
    if (call !== 'advance' || !isHalted || paused || longest?.value !== Infinity) return;
    paused = run.pause();
    tell();
    return paused; // until then the worker does not hear of it
  });
  // So long that the time after a halt is not enough for one.
  const run = createRun(t, {model: 'spectrogram', batch: 512, lr: 1e-3, speed: 'max'}, host);
  await Promise.all([entered(run, 'running'), run.play()]);
  let rate = 1e-3;
  let isChanged: boolean;
  let change: Promise<unknown>;
  do {
    isChanged = false;
    change = run.setLearningRate((rate += 1e-5)).then(() => (isChanged = true));
    await Promise.race([change, heard]); // no step is open where it came between two
  } while (!paused);
  await paused;
  assert.deepEqual([run.state, isChanged], ['paused', false]);
  await change;
  assert.equal(run.learningRate, rate);
});

test('what was to begin before a pause begins with resume', hangs, async t => {
  const run = createRun(t, endless);
  const paused = entered(run, 'paused');
  const events = recordEvents(run);
  const told = run.play();
  await run.pause();
  await Promise.all([told, paused]);
  assert.ok(!events.includes('running'), `events: ${events}`);
  assert.equal(run.progress.step, 0);
  await run.resume();
  assert.equal(run.state, 'running');
  const again = createRun(t, endless);
  const gone = again.play();
  await Promise.all([again.pause(), again.play(), gone]);
  assert.equal(again.state, 'running', 'told to play after the pause');
});

test(
  'of many changes of settings all hold, and weights are made for few of them',
  hangs,
  async t => {
    const host = watchedHost();
    const run = createRun(t, {}, host);
    await run.prepare();
    const sizes = [16, 32, 64, 16, 32, 64, 16, 32];
    const changes = sizes.flatMap((n, i) => [run.configure({n}), run.configure({batch: 8 + i})]);
    await Promise.all(changes);
    assert.deepEqual([run.state, run.settings.n, run.settings.batch], ['idle', 32, 15]);
    const starts = host.workers.flatMap(({calls}) => calls).filter(call => call === 'start').length;
    assert.ok(starts <= 3, `${starts} starts`);
    assert.equal(host.left, 1);
    const other = createRun(t, {n: 32, batch: 15});
    await Promise.all([run.step(3), other.step(3)]);
    assert.equal(await digest(run), await digest(other));
  },
);

test('settings that are refused end nothing that was asked for before', hangs, async t => {
  const run = createRun(t, endless);
  const [told, refused] = [run.play(), run.configure({n: 7})];
  await assert.rejects(refused, /n=7 is not possible/);
  await told;
  assert.equal(run.state, 'running');
});

test('Reset waits for no step, and forgets the rates that do', hangs, async t => {
  const host = watchedHost();
  const run = createRun(t, slow, host);
  await run.prepare();
  await Promise.all([entered(run, 'running'), run.play()]);
  const sent = host.workers[0].calls.length;
  await Promise.all([run.setLearningRate(1e-3), run.step(7), run.reset()]);
  assert.deepEqual([run.state, run.progress.step, run.learningRate], ['idle', 0, 1e-4]);
  const calls = host.workers[0].calls.slice(sent);
  assert.ok(!calls.slice(0, calls.indexOf('release')).includes('changeLearningRate'));
});

test('steps that are asked for while others are under way are done after them', hangs, async t => {
  const host = watchedHost();
  const run = createRun(t, {}, host);
  await run.prepare();
  await Promise.all([...Array(100)].map(() => run.step()));
  assert.deepEqual([run.state, run.progress.step], ['paused', 100]);
  const other = createRun(t);
  await other.step(100);
  assert.equal(await digest(run), await digest(other));
});

test('a worker that answers no more keeps neither Reset nor an end waiting', hangs, async t => {
  let isDeaf = false;
  const host = watchedHost(() => (isDeaf ? 'lost' : undefined));
  const run = createRun(t, endless, host);
  await Promise.all([entered(run, 'running'), run.play()]);
  isDeaf = true;
  const stuck = run.pause();
  const reset = run.reset();
  await stuck;
  isDeaf = false; // the worker that comes is not
  await reset;
  assert.deepEqual([run.state, host.left], ['idle', 1]);
});
