import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRun, digest, entered, observedHost} from './helpers.ts';

const exact = {optimizer: 'exact', batch: undefined};

test('exact has the same bits and losses from 1, 2, 3, 5 and 8 workers', async t => {
  const settings = {...exact, n: 64, examples: 1000, steps: 2};
  const results = [];
  for (const workers of [1, 2, 3, 5, 8]) {
    const run = createRun(t, {...settings, workers});
    await run.play();
    await run.stopped();
    results.push([await digest(run), run.history]);
    await run.dispose();
  }
  for (const result of results) assert.deepEqual(result, results[0]);
});

test('exact converges when a refinement no longer helps', async t => {
  const run = createRun(t, {...exact, n: 32, workers: 2});
  await run.play();
  await run.stopped();
  assert.equal(run.state, 'converged');
  assert.match(run.reason, /^A refinement no longer lowers the loss: /);
  const {step} = run.progress;
  assert.ok(step >= 2 && step <= 5, `ended at step ${step}`);
});

test('how far a step is can be heard while it lasts, and rises', async t => {
  const run = createRun(t, {...exact, n: 512, examples: 16384, workers: 2});
  await run.prepare();
  const positions: number[] = [];
  run.addEventListener('progress', () => positions.push(run.progress.position));
  await run.step();
  assert.ok(positions.filter(position => position > 0 && position < 1).length >= 2, `${positions}`);
  assert.deepEqual(
    positions,
    positions.toSorted((a, b) => a - b),
  );
  assert.equal(positions.at(-1), 1);
});

test('stopped at any moment of its solve, exact goes on to the same weights', async t => {
  const settings = {...exact, n: 256, examples: 4096};
  const whole = createRun(t, {...settings, workers: 1});
  await whole.step();
  const expected = await digest(whole);
  const run = createRun(t, {...settings, workers: 3});
  await run.prepare();
  const stepping = run.step();
  await entered(run, 'running');
  for (let i = 0; run.state === 'running'; i++) {
    await new Promise(resolve => setTimeout(resolve, 7 * (i % 9)));
    await run.pause();
    assert.ok(run.progress.position > 0 || run.history.at(-1)?.step === 0);
    await run.resume();
  }
  await stepping;
  await run.stopped();
  assert.equal(await digest(run), expected);
  assert.equal(run.progress.loss, whole.progress.loss);
});

test('reset cancels a step of exact', async t => {
  const run = createRun(t, {...exact, n: 512, examples: 100_000, workers: 2});
  for (let i = 0; i < 2; i++) {
    const stepping = run.step();
    await entered(run, 'running');
    await run.reset(); // the step would take a minute
    await stepping;
    assert.deepEqual([run.state, run.progress.step, run.progress.position], ['idle', 0, 0]);
  }
});

test('a worker that dies while the others wait for its part is reported', async t => {
  const host = observedHost();
  const run = createRun(t, {...exact, n: 512, examples: 100_000, workers: 2}, host);
  await run.prepare();
  const [failed] = [entered(run, 'error'), run.play()];
  await entered(run, 'running');
  host.workers[1].terminate();
  assert.match((await failed).reason, /^Worker 2 of 2 died/);
});
