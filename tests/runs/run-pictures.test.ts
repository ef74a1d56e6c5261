import assert from 'node:assert/strict';
import {test} from 'node:test';
import {RunPictures} from '../../web/runs/run-pictures.ts';
import type {Network} from '../../web/engine/network.ts';
import type {State} from '../../web/engine/protocol.ts';
import type {Frame} from '../../web/runs/frame.ts';
import type {TestContext} from 'node:test';

/** A run that is paused, and all that its network is asked. */
function pausedRun(t: TestContext) {
  const asked: string[] = [];
  const weights = Float32Array.of(1, 2);
  const made = (signal?: Float32Array) => ({
    prediction: signal ? signal.map(value => 2 * value) : null,
    reference: signal ? signal.map(value => 3 * value) : null,
  });
  const network = {
    async snapshot(signal?: Float32Array) {
      asked.push(`snapshot ${signal ?? ''}`);
      return {weights, ...made(signal)};
    },
    async predict(signal: Float32Array) {
      asked.push(`predict ${signal}`);
      return made(signal);
    },
    async picture() {
      asked.push('picture');
      return new Int8Array(1);
    },
  } as unknown as Network;
  const run = Object.assign(new EventTarget(), {state: 'paused' as State, network});
  const ended = new AbortController();
  t.after(() => ended.abort());
  return {run, asked, weights, pictures: new RunPictures(run, ended.signal)};
}

test('two figures of a run ask for its weights once, and for each signal once', async t => {
  const {pictures, asked, weights} = pausedRun(t);
  const {signal} = new AbortController();
  const signals = [Float32Array.of(1), Float32Array.of(7), undefined];
  const shown: unknown[] = [];
  const views = signals.map((wave, index) =>
    pictures.add(async frame => {
      const snapshot = await frame.snapshot(wave);
      shown[index] = [snapshot.weights, snapshot.prediction?.[0], snapshot.reference?.[0]];
    }, signal),
  );
  for (const view of views) view.setVisible(true);
  await views[0].afresh();
  asked.length = 0;
  await views[0].afresh();
  assert.deepEqual(asked, ['snapshot 1', 'predict 7']);
  assert.deepEqual(shown, [
    [weights, 2, 3],
    [weights, 14, 21],
    [weights, 2, 3], // no signal of its own: it looks at the weights
  ]);
});

test('a figure that needs no weights has none copied, unless another does', async t => {
  const {pictures, asked} = pausedRun(t);
  const {signal} = new AbortController();
  const shown: unknown[] = [];
  const wave = Float32Array.of(7);
  const one = pictures.add(async frame => {
    shown[0] = (await frame.made(wave)).prediction?.[0];
  }, signal);
  const two = pictures.add(async frame => {
    await frame.snapshot(wave);
    shown[1] = (await frame.made(wave)).prediction?.[0];
    shown[2] = (await frame.made(undefined)).prediction?.[0];
  }, signal);
  one.setVisible(true);
  await one.afresh();
  asked.length = 0;
  await one.afresh();
  assert.deepEqual(asked, ['predict 7']);
  one.setVisible(false);
  two.setVisible(true);
  await two.afresh();
  asked.length = 0;
  await two.afresh();
  assert.deepEqual(asked, ['snapshot 7']);
  assert.deepEqual(shown, [14, 14, 14]);
});

test('what is asked under one name is asked once a frame, and anew in the next', async t => {
  const {pictures, asked} = pausedRun(t);
  const {signal} = new AbortController();
  const take = (frame: Frame) =>
    frame.once('picture 3', network => network.picture({begin: 3, end: 4}, 1));
  const [one, two] = [pictures.add(take, signal), pictures.add(take, signal)];
  one.setVisible(true);
  two.setVisible(true);
  await one.afresh();
  asked.length = 0;
  await one.afresh();
  assert.deepEqual(asked, ['picture']);
  await two.afresh();
  assert.deepEqual(asked, ['picture', 'picture']);
});

test('nothing is asked for a figure that nobody sees, or that has gone', async t => {
  const {pictures} = pausedRun(t);
  const [staying, going] = [new AbortController(), new AbortController()];
  const taken: string[] = [];
  const one = pictures.add(async () => void taken.push('one'), staying.signal);
  const two = pictures.add(async () => void taken.push('two'), going.signal);
  two.setVisible(true);
  await one.afresh();
  assert.ok(!taken.includes('one'));
  one.setVisible(true);
  going.abort();
  await one.afresh();
  taken.length = 0;
  await one.afresh();
  assert.deepEqual(taken, ['one']);
});

test('one that fails keeps no other from its picture', async t => {
  const {pictures} = pausedRun(t);
  const told = t.mock.method(console, 'error', () => {});
  const {signal} = new AbortController();
  const taken: string[] = [];
  const one = pictures.add(async () => {
    throw new Error('broken');
  }, signal);
  const two = pictures.add(async () => void taken.push('two'), signal);
  one.setVisible(true);
  two.setVisible(true);
  await two.afresh();
  assert.ok(taken.length > 0);
  assert.match(String(told.mock.calls[0].arguments[1]), /broken/);
});
