import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Shards} from '../../web/engine/shards.ts';
import type {Pool} from '../../web/engine/pool.ts';

/**
 * Shards without workers: told to advance, the i-th is halted after `stops[i]` steps, in the middle
 * of the next one where that is not a whole number; told again, it goes to the target.
 * @param options evaluationHalted: the first shard's, the first time; slow: nothing is done where
 * there is not all the time in the world
 */
function haltedShards(
  stops: number[],
  {evaluationHalted = false, slow = false}: {evaluationHalted?: boolean; slow?: boolean} = {},
) {
  const shards = stops.map((stop, i) => {
    let [step, calls] = [0, 0];
    return {
      step: () => step,
      async advance(target: number, evaluate: boolean, patience: number) {
        const halted = calls++ === 0 && stop < target;
        if (!slow || patience === Infinity) {
          step = Math.max(step, halted ? Math.floor(stop) : target);
        }
        const interrupted = evaluationHalted && i === 0 && calls === 1;
        const squares = evaluate && step === target && !interrupted ? Float64Array.of(1) : null;
        return {
          step,
          begun: halted ? Math.ceil(stop) : step,
          position: halted ? stop : step,
          awaitsParts: false,
          batchSize: 4,
          batchSquares: Float64Array.of(1),
          heldOutSquares: squares,
          weightErrorSquares: squares,
        };
      },
    };
  });
  const pool = {
    all: (call: (shard: object, index: number) => Promise<unknown>) =>
      Promise.all(shards.map(call)),
  };
  return {
    merged: new Shards(pool as unknown as Pool),
    steps: () => shards.map(shard => shard.step()),
  };
}

test('shards that nobody halts arrive together and evaluate', async () => {
  const {merged, steps} = haltedShards([99, 99]);
  const {step, evaluation} = await merged.advance(10, true);
  assert.deepEqual([step, steps()], [10, [10, 10]]);
  assert.notEqual(evaluation, null);
});

test('shards halted at different steps go on to the latest of them', async () => {
  const {merged, steps} = haltedShards([3, 5, 4]);
  const {step, evaluation} = await merged.advance(10, true);
  assert.deepEqual([step, steps()], [5, [5, 5, 5]]);
  assert.equal(evaluation, null);
});

test('a step that any shard has begun is completed by all', async () => {
  const {merged, steps} = haltedShards([3, 5.5, 5]);
  assert.equal((await merged.advance(10, true)).step, 6);
  assert.deepEqual(steps(), [6, 6, 6]);
});

test('where one shard had arrived, all arrive and evaluate', async () => {
  const {merged, steps} = haltedShards([3, 10, 9.5]);
  const {step, evaluation} = await merged.advance(10, true);
  assert.deepEqual([step, steps()], [10, [10, 10, 10]]);
  assert.notEqual(evaluation, null);
});

test('an evaluation that was halted in one shard is done by all', async () => {
  const {merged} = haltedShards([10, 10], {evaluationHalted: true});
  const {step, evaluation} = await merged.advance(10, true);
  assert.equal(step, 10);
  assert.notEqual(evaluation, null);
});

test('no evaluation is reported where none was asked for', async () => {
  const {merged} = haltedShards([99, 99]);
  assert.equal((await merged.advance(10, false)).evaluation, null);
});

test('a step that cannot be completed at once stays open, and is completed by the next advance', async () => {
  const {merged, steps} = haltedShards([3, 4.5], {slow: true});
  const left = await merged.advance(10, true);
  const open = {step: 5, position: 3.5, loss: null, evaluation: null}; // of 3 and 4, asked last
  assert.deepEqual([left, merged.isOpen], [open, true]);
  const {step, loss} = await merged.advance(5, false);
  assert.deepEqual([step, steps(), merged.isOpen], [5, [5, 5], false]);
  assert.equal(typeof loss, 'number');
});
