import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {createRun, digest, endless, entered, recordEvents, watchedHost} from './helpers.ts';
import type {Host} from '../../web/engine/pool.ts';
import type {Call, Transfer} from './helpers.ts';
import type {Run} from '../../web/engine/run.ts';

/** A failure that goes unnoticed would be waited for without end. */
const hangs = {timeout: 60000};

/** A module that wants more memory than there can be. */
async function withoutMemory() {
  const compiled = await nodeHost().compileCore();
  const imports = WebAssembly.Module.imports(compiled.core).length;
  assert.ok(imports > 0);
  // (module (memory 65537)): its engine refuses it as it does where memory is short.
  const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 5, 1, 0, 0x80, 0x80, 4);
  return {...compiled, core: await WebAssembly.compile(bytes)};
}

/** @param core that is no module, whatever its type says */
const withCore = (core: unknown) => ({core: core as WebAssembly.Module, relaxed: null});

/** How loading fails, and the words for it. */
const loadFailures: Record<string, [Partial<Host>, RegExp]> = {
  'a core that does not instantiate': [
    {compileCore: async () => ({core: await moduleOf([]), relaxed: null})},
    /^The training code could not be started\.$/,
  ],
  'a core for which there is no memory': [
    {compileCore: withoutMemory},
    /^The training code could not be started(: it takes 17 MB of memory, and there is not so much here)?\.$/,
  ],
  'a core that does not come': [
    {compileCore: () => Promise.reject(new Error('It did not come.'))},
    /^It did not come\.$/,
  ],
  'a core that cannot be handed over': [
    {compileCore: async () => withCore(() => {})},
    /^A message to or from the training code was lost\.$/,
  ],
  'a core that is none': [
    {compileCore: async () => withCore({})},
    /^The training code could not be started\.$/,
  ],
};

/** @param sections of a module */
function moduleOf(sections: number[]) {
  return WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, ...sections));
}

for (const [what, [fault, reason]] of Object.entries(loadFailures)) {
  test(
    `${what} is an error in words, leaves no worker, and Reset and Play work`,
    hangs,
    async t => {
      const sound = watchedHost();
      let isBroken = true;
      const compileCore = () =>
        (isBroken && fault.compileCore ? fault : nodeHost()).compileCore?.();
      const host = {...sound, compileCore} as Host;
      const run = createRun(t, {steps: 3, workers: 2}, host);
      await run.play();
      assert.equal(run.state, 'error');
      assert.match(run.reason, reason);
      assert.equal(sound.left, 0);
      await run.reset();
      assert.equal(run.state, 'error', 'it is tried again');
      isBroken = false;
      await run.reset();
      assert.deepEqual([run.state, run.reason], ['idle', '']);
      await run.play();
      await run.stopped();
      assert.equal(run.progress.step, 3);
    },
  );
}

test('a relaxed kernel that cannot be linked is gone on without', hangs, async t => {
  const broken = {
    ...nodeHost(),
    async compileCore() {
      return {...(await nodeHost().compileCore()), relaxed: await moduleOf([])};
    },
  };
  const run = createRun(t, {kernel: 'auto'}, broken);
  await run.step(2);
  assert.deepEqual([run.state, run.kernel, run.progress.step], ['paused', 'simd128', 2]);
});

/** Where loading comes to a halt for ever, and tells that it has. */
const silences: Record<string, (host: Host, tell: () => void) => Partial<Host>> = {
  'code that never comes': (_, tell) => ({compileCore: () => new Promise(tell)}),
  'a worker that never answers': (host, tell) => ({
    startWorker() {
      const worker = host.startWorker();
      worker.postMessage = tell;
      return worker;
    },
  }),
  'a start that never ends': (host, tell) => ({
    startWorker() {
      const worker = host.startWorker();
      const {postMessage} = worker;
      worker.postMessage = (message: Call, transfer?: Transfer) => {
        if (message.path?.at(-1) === 'start') tell();
        else postMessage.call(worker, message, transfer as StructuredSerializeOptions);
      };
      return worker;
    },
  }),
};

for (const [what, silence] of Object.entries(silences)) {
  test(`${what}: Reset begins anew, and an end leaves no worker`, hangs, async t => {
    const sound = watchedHost();
    let isSilent = true;
    let tell = () => {};
    const silent = () => new Promise(resolve => (tell = () => resolve(undefined)));
    const silenced = silence(sound, () => tell());
    const host = {
      ...sound,
      startWorker: () => (isSilent ? {...sound, ...silenced} : sound).startWorker(),
      compileCore: () => (isSilent ? {...nodeHost(), ...silenced} : nodeHost()).compileCore(),
    };
    const run = createRun(t, {steps: 3}, host);
    const atFirst = silent();
    const told = run.play();
    await atFirst;
    assert.equal(run.state, 'loading');
    const events = recordEvents(run);
    isSilent = false;
    await run.reset();
    await told;
    assert.equal(run.state, 'idle');
    assert.ok(!events.includes('error'), `events: ${events}`);
    assert.equal(sound.left, 1);
    isSilent = true;
    const again = silent();
    const configured = run.configure({workers: 2});
    await again;
    await run.dispose();
    await configured;
    assert.equal(sound.left, 0);
    isSilent = false;
    await run.play();
    await run.stopped();
    assert.equal(run.progress.step, 3, 'it can be used again');
    await run.end();
    await run.play();
    assert.equal(sound.left, 0, 'after its end nothing is begun');
  });
}

test('a worker that cannot be started does not leave those before it', hangs, async t => {
  const sound = watchedHost();
  const startWorker = () => {
    if (sound.workers.length === 2) throw new Error('workers are forbidden');
    return sound.startWorker();
  };
  const run = createRun(t, {workers: 3}, {...sound, startWorker});
  await run.prepare();
  assert.deepEqual([run.state, run.reason, sound.left], ['error', 'workers are forbidden', 0]);
});

/** What goes wrong with a message to a worker while it trains. */
const trainingFailures: Record<string, [damage: (message: Call) => void, reason: RegExp]> = {
  'a message that cannot be cloned': [
    () => {
      throw new DOMException('() => {} could not be cloned.', 'DataCloneError');
    },
    /^A message to or from the training code was lost\.$/,
  ],
  'a call that the worker does not know': [
    message => (message.path = ['nothing']),
    /^A message to or from the training code was lost\.$/,
  ],
};

for (const [what, [damage, reason]] of Object.entries(trainingFailures)) {
  test(`${what} ends training in words; Reset and Play work`, hangs, async t => {
    let isBroken = false;
    const host = watchedHost((call, message, index) => {
      if (isBroken && call === 'advance' && index === 1) damage(message);
    });
    const run = createRun(t, {...endless, workers: 2}, host);
    await Promise.all([entered(run, 'running'), run.play()]);
    const ended = entered(run, 'error');
    isBroken = true;
    assert.match((await ended).reason, reason);
    assert.equal(host.left, 0);
    isBroken = false;
    await run.reset();
    assert.deepEqual([run.state, run.reason], ['idle', '']);
    await run.step(5);
    const other = createRun(t, endless);
    await other.step(5);
    assert.equal(await digest(run), await digest(other));
  });
}

test(
  'a core that aborts ends the run in words, whatever it was doing; Reset and Play work',
  hangs,
  async t => {
    for (const play of [true, false]) {
      const host = watchedHost();
      const run = createRun(t, {...endless, workers: 2}, host);
      await run.prepare();
      if (play) await Promise.all([entered(run, 'running'), run.play()]);
      const ended = entered(run, 'error');
      // Twice as many bytes as its memory may have: the core aborts.
      const asked = run.network?.audio('violin-a4', 2 ** 30, 0);
      const next = run.network?.snapshot();
      await assert.rejects(async () => asked, {name: 'PoolEnded'});
      await assert.rejects(async () => next, {name: 'PoolEnded'});
      assert.match((await ended).reason, /^There was not enough memory for this/);
      assert.equal(host.left, 0);
      await run.reset();
      await run.step(2);
      assert.deepEqual([run.state, run.progress.step], ['paused', 2]);
    }
  },
);

test('a worker that dies while idle, paused or converged is told of at once', hangs, async t => {
  const ways: Record<string, (run: Run) => Promise<void>> = {
    idle: run => run.prepare(),
    paused: run => run.step(3),
    converged: async run => {
      await run.play();
      await run.stopped();
    },
  };
  for (const [state, go] of Object.entries(ways)) {
    const host = watchedHost();
    const run = createRun(t, {workers: 2}, host);
    await go(run);
    assert.equal(run.state, state);
    const ended = entered(run, 'error');
    host.workers[1].worker.terminate();
    assert.match((await ended).reason, /^Worker 2 of 2 died/, state);
    assert.equal(host.left, 0, state);
    await run.play();
    assert.equal(run.state, 'running', state);
  }
});
