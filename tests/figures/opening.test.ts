import assert from 'node:assert/strict';
import {test} from 'node:test';
import {digitsOf, distanceToTruth} from '../../web/figures/opening/distance.ts';
import {sentence} from '../../web/figures/opening/words.ts';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Run} from '../../web/engine/run.ts';
import type {Moment} from '../../web/figures/story/story-parts.ts';

const moment: Moment = {state: 'paused', step: 40, newest: 40};

test('the distance to the truth is the weight error that the run tells', async t => {
  const run = new Run(nodeHost(), {n: 16, optimizer: 'lms', speed: 'max'});
  t.after(() => run.dispose());
  for (const steps of [1, 60, 400]) {
    await run.step(steps);
    const {weights} = (await run.network?.snapshot()) ?? assert.fail(run.reason);
    const {weightError} = run.progress;
    const ratio = distanceToTruth(weights, 16) / weightError;
    // Near its end, the core's float32 optimum and this one differ by their roundings.
    assert.ok(Math.abs(ratio - 1) < (weightError > 1e-5 ? 1e-4 : 0.5), `${weightError}: ${ratio}`);
  }
});

test('digits are those of the error', () => {
  assert.deepEqual([1.4, 1, 0.4, 0.1, 2e-3, 1.33e-7].map(digitsOf), [0, 0, 0, 1, 3, 7]);
});

test('the sentence says what is seen, with the numbers of what is seen', () => {
  const seen = (error: number) => ({count: 65536, error});
  const learned = sentence({state: 'converged', step: 1600, newest: 1600}, seen(1.33e-7));
  assert.match(learned, /^65,536 random numbers are now sines and cosines, right to 7 digits\. /);
  assert.match(sentence(moment, seen(0.9)), /^Step 40: mostly noise/);
  assert.match(sentence(moment, seen(0.1)), /^Step 40: waves/);
  assert.match(sentence(moment, seen(1e-4)), /^Step 40: .* right to 4 digits\.$/);
  const past = sentence({state: 'converged', step: 40, newest: 1600}, seen(0.1));
  assert.match(past, /^Back at step 40: waves/);
  for (const state of ['idle', 'loading'] as const) {
    assert.match(sentence({state, step: 0, newest: 0}, seen(1.4)), /Press Play/);
  }
  assert.match(sentence({state: 'running', step: 0, newest: 0}, seen(1.4)), /^Step 0: /);
  assert.match(sentence({state: 'running', step: 0, newest: 0}, null), /Press Play/);
});
