import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Pool} from '../../web/engine/pool.ts';
import {createRun, digest, endless, entered, observedHost, recordEvents} from './helpers.ts';

/** A death that goes unnoticed would be waited for without end. */
const hangs = {timeout: 20000};

test(
  'a worker that dies while training ends the run with its reason; reset starts afresh',
  hangs,
  async t => {
    const host = observedHost();
    const run = createRun(t, {...endless, workers: 2}, host);
    const ended = entered(run, 'error');
    await run.play();
    host.workers[1].terminate();
    assert.match((await ended).reason, /^Worker 2 of 2 died/);
    await run.stopped();
    assert.equal(run.network, null);

    await run.reset();
    assert.deepEqual([run.state, run.reason, run.progress.step], ['idle', '', 0]);
    assert.equal(host.workers.length, 4, 'two new workers');
    await run.step(5);
    const other = createRun(t, endless);
    await other.step(5);
    assert.equal(await digest(run), await digest(other));
  },
);

test('a worker that dies while paused is told of at the next step', hangs, async t => {
  const host = observedHost();
  const run = createRun(t, {}, host);
  await run.step(2);
  host.workers[0].terminate();
  await run.step(2);
  assert.equal(run.state, 'error');
  assert.match(run.reason, /^Worker 1 of 1 died/);
});

test('playing on after a worker died starts afresh, history included', hangs, async t => {
  const host = observedHost();
  const run = createRun(t, {steps: 40}, host);
  await run.step(30);
  host.workers[0].terminate();
  await run.step(1);
  assert.equal(run.state, 'error');
  await run.play();
  await run.stopped();
  assert.equal(run.progress.step, 40);
  const steps = run.history.map(point => point.step);
  assert.deepEqual(
    steps,
    [...new Set(steps)].sort((a, b) => a - b),
    'steps of the history ascend',
  );
});

test('a core that cannot be loaded is an error with its reason, and reset tries again', async t => {
  const host = nodeHost();
  let broken = true;
  const run = createRun(
    t,
    {},
    {
      ...host,
      async compileCore() {
        if (broken) throw new Error('no WebAssembly here');
        return host.compileCore();
      },
    },
  );
  await run.play();
  assert.deepEqual([run.state, run.reason], ['error', 'no WebAssembly here']);
  await assert.rejects(run.exportWeights(), /^Error: There are no weights.*no WebAssembly here/);
  broken = false;
  await run.reset();
  assert.equal(run.state, 'idle');
  await run.step(1);
  assert.equal(run.progress.step, 1);
});

test('a worker that cannot be started is an error with its reason', async t => {
  const run = createRun(
    t,
    {},
    {
      ...nodeHost(),
      startWorker() {
        throw new Error('workers are forbidden');
      },
    },
  );
  await run.step(1);
  assert.deepEqual([run.state, run.reason], ['error', 'workers are forbidden']);
});

test('a run that was disposed of can be used again', async t => {
  const run = createRun(t);
  await run.step(5);
  const bytes = await digest(run);
  await run.dispose();
  assert.deepEqual([run.state, run.progress.step], ['idle', 0]);
  assert.deepEqual(run.history, []);
  await run.step(5);
  assert.equal(await digest(run), bytes);
});

test('to be disposed of while training is no error', async t => {
  const run = createRun(t, endless);
  await run.play();
  const events = recordEvents(run);
  await run.dispose();
  assert.equal(run.state, 'idle');
  assert.ok(!events.includes('error'), `events: ${events}`);
});

/** What is under way when the run is disposed of. */
const situations: Record<string, string> = {
  'never used': '',
  idle: 'await run.prepare();',
  running: 'await run.play();',
  paused: 'await run.step(3);',
  'waiting for its next step': 'run.setSpeed(1); await run.play();',
  loading: 'run.play(); await new Promise(done => setImmediate(done));',
  'told to play, to step and to reset just before': 'run.play(); run.step(3); run.reset();',
};

for (const [situation, commands] of Object.entries(situations)) {
  test(`a run leaves no worker when it is disposed of while ${situation}`, async () => {
    const script = `(async () => {
      const {nodeHost} = await import('./web/engine/host/node-host.ts');
      const {Run} = await import('./web/engine/run.ts');
      const settings = {n: 8, workers: 2, optimizer: 'sgd', lr: 1e-3, speed: 'max'};
      const run = new Run(nodeHost(), settings);
      const states = [];
      run.addEventListener('statechange', event => states.push(event.detail.state));
      ${commands}
      await run.dispose();
      await new Promise(done => setImmediate(done));
      console.log(run.state, states.includes('error'));
    })();`;
    const cwd = new URL('../..', import.meta.url);
    // The process ends by itself when no worker is left; the limit is for one that does not.
    const options = {cwd, timeout: 60_000, killSignal: 'SIGKILL' as const};
    const {stdout} = await promisify(execFile)(process.execPath, ['--eval', script], options);
    assert.equal(stdout, 'idle false\n');
  });
}

test('a pool does not keep the answers it has passed on', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const worker = {addEventListener() {}, postMessage() {}, terminate() {}} as unknown as Worker;
  const pool = new Pool({...nodeHost(), startWorker: () => worker}, 1);
  const ask = async () => [
    new WeakRef(await pool.first(async () => ({}))),
    new WeakRef((await pool.all(async () => ({})))[0]),
  ];
  const answers = await ask();
  await new Promise(done => setImmediate(done)); // a WeakRef holds on until its job is over
  collect();
  assert.deepEqual(
    answers.map(answer => answer.deref()),
    [undefined, undefined],
  );
  pool.dispose();
});

test('a run that has not begun lets its workers go, once they have answered, and loads again', async t => {
  const host = observedHost();
  const run = createRun(t, {n: 16}, host);
  await run.release();
  assert.equal(run.state, 'idle');
  await run.prepare();
  const first = await digest(run);
  const asked = run.network?.snapshot();
  await run.release();
  assert.ok((await asked)?.weights, 'what was asked before is answered');
  assert.deepEqual([run.state, run.workers, run.network], ['idle', 0, null]);
  assert.equal(await digest(run), first);
  await run.step(2);
  await run.release();
  assert.deepEqual([run.progress.step, run.workers], [2, 1], 'a run that has begun is kept');
});
