import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  exactDftMatrix,
  loadCore,
  relativeDistance,
  startTrainer,
  stepTogether,
  sum,
  trainInShards,
  wholeWeights,
} from './load-core.ts';
import type {Trainer} from '../../web/engine/core-types.ts';
import type {ShardConfig} from '../../web/engine/protocol.ts';

const core = await loadCore();

function evaluate(trainer: Trainer) {
  while (!trainer.advanceEvaluation());
  return sum(trainer.heldOutSquares());
}

/** Held-out loss after each of some steps, as a multiple of what the rounded optimum has. */
function aboveFloor(config: Partial<ShardConfig>, steps: number) {
  const trainer = startTrainer(core, {learningRate: 1, ...config});
  const floor = sum(trainer.heldOutSquares());
  const losses = Array.from({length: steps}, () => {
    while (!trainer.advance());
    return evaluate(trainer) / floor;
  });
  trainer.delete();
  return losses;
}

test('kaczmarz at half the inputs comes near the float32 floor in a few dozen steps', () => {
  // Each batch takes away half of what is left: 50 steps are 2^-50, 1e-15, of the first loss.
  for (const n of [16, 128]) {
    const losses = aboveFloor({n, optimizer: 'kaczmarz', batch: n}, 50);
    assert.ok(losses[9] > 1e6, `n = ${n}: ${losses[9]} times the floor after 10 steps`);
    assert.ok(losses[49] <= 10, `n = ${n}: ${losses[49]} times the floor after 50 steps`);
  }
});

test('kaczmarz makes a batch right in one step, half right at half the rate', () => {
  for (const [learningRate, left] of [
    [1, 0],
    [0.5, 0.25],
  ]) {
    // A set of one batch: each step sees the same examples.
    const config = {n: 32, optimizer: 'kaczmarz', learningRate, batch: 21, examples: 21};
    const trainer = startTrainer(core, config);
    while (!trainer.advance());
    const first = sum(trainer.batchSquares());
    while (!trainer.advance());
    const ratio = sum(trainer.batchSquares()) / first;
    assert.ok(Math.abs(ratio - left) <= 1e-5, `rate ${learningRate}: ${ratio} of the loss is left`);
    trainer.delete();
  }
});

test('kaczmarz diverges above a rate of 2', () => {
  const growth = (learningRate: number) => {
    const losses = aboveFloor({n: 16, optimizer: 'kaczmarz', learningRate, batch: 16}, 40);
    return losses[39] / losses[0];
  };
  // In the mean 1 - lr (2 - lr) / 2 a step: 39 steps are 4e-4 and 4e6.
  assert.ok(growth(1.8) < 0.1, `a factor of ${growth(1.8)} at 1.8`);
  assert.ok(growth(2.4) > 1000, `a factor of ${growth(2.4)} at 2.4`);
});

const solvable: Partial<ShardConfig>[] = [
  {n: 4, examples: 32},
  {n: 64, examples: 300}, // the last of its batches is not full
  {n: 128, examples: 1024},
  {model: 'shared', examples: 1024},
];

for (const config of solvable) {
  test(`exact is at the float32 floor after its solve and a refinement: ${JSON.stringify(config)}`, () => {
    const [solved, refined] = aboveFloor({...config, optimizer: 'exact'}, 2);
    assert.ok(solved <= 1e5, `${solved} times the floor after the solve`);
    // Rounding errors of m examples, of which d weights make d / (m - d) their own.
    assert.ok(refined <= 3, `${refined} times the floor after a refinement`);
  });
}

test('exact finds the DFT, from whichever examples', () => {
  for (const seed of [1, 2]) {
    const trainer = startTrainer(core, {n: 32, seed, optimizer: 'exact', examples: 256});
    for (let step = 0; step < 2; step++) while (!trainer.advance());
    const distance = relativeDistance(wholeWeights([trainer], 64), exactDftMatrix(32));
    assert.ok(distance <= 4e-7, `relative distance ${distance}`); // a few roundings of 2^-24
    trainer.delete();
  }
});

test('a step of exact sees every example once, and its loss is that before the step', () => {
  const config = {n: 8, examples: 600, learningRate: 0.1};
  const exact = startTrainer(core, {...config, optimizer: 'exact'});
  while (!exact.advance());
  assert.equal(exact.batchSize(), 600);
  const whole = startTrainer(core, {...config, optimizer: 'sgd', batch: 600});
  const values = new Float32Array(exact.unitLength());
  for (let unit = 0; unit < 8; unit++) {
    exact.copyUnitState(unit, 0, values);
    whole.setUnitState(unit, 0, values);
  }
  while (!exact.advance());
  while (!whole.advance());
  const relative = Math.abs(sum(exact.batchSquares()) / sum(whole.batchSquares()) - 1);
  assert.ok(relative <= 1e-6, `relative difference of the squares ${relative}`);
  exact.delete();
  whole.delete();
});

test('exact works in slices, and is in the middle of a step between them', () => {
  const trainer = startTrainer(core, {n: 128, optimizer: 'exact', examples: 1024});
  let slices = 1;
  while (!trainer.advance()) {
    assert.ok(trainer.midStep());
    slices++;
  }
  assert.ok(!trainer.midStep());
  // 4 batches, 2 slices each; 4 blocks of 64 rows to be swept; 32 panels, 8 at a time.
  assert.equal(slices, 4 * 2 + 4 + 3);
  trainer.delete();
});

test('exact starts from zero weights: whatever they are, the solve is the same', () => {
  const config = {n: 16, optimizer: 'exact', examples: 100};
  const [one, other] = [startTrainer(core, config), startTrainer(core, config)];
  const values = new Float32Array(one.unitLength()).fill(1e3);
  for (let unit = 0; unit < 16; unit++) other.setUnitState(unit, 0, values);
  for (const trainer of [one, other]) while (!trainer.advance());
  assert.deepEqual(other.weights(), one.weights());
  // Its loss is that of zero weights: the mean square of the targets, n for the DFT's.
  const loss = sum(one.batchSquares()) / (100 * 32);
  assert.ok(Math.abs(loss / 16 - 1) < 0.1, `loss ${loss}`);
  one.delete();
  other.delete();
});

/** Solves a w = b for symmetric positive definite a, in double precision (Cholesky). */
function solved(a: number[][], b: number[][]) {
  const size = a.length;
  const l = a.map(row => row.slice());
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      for (let k = 0; k < j; k++) l[i][j] -= l[i][k] * l[j][k];
      l[i][j] = i === j ? Math.sqrt(l[i][i]) : l[i][j] / l[j][j];
    }
  }
  const w = b.map(row => row.slice());
  for (let column = 0; column < w[0].length; column++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) w[i][column] -= l[i][k] * w[k][column];
      w[i][column] /= l[i][i];
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) w[i][column] -= l[k][i] * w[k][column];
      w[i][column] /= l[i][i];
    }
  }
  return w;
}

for (const examples of [37, 301]) {
  test(`exact solves the normal equations of ${examples} examples as double precision does`, () => {
    const n = 8;
    const trainer = startTrainer(core, {n, optimizer: 'exact', examples});
    const xs = Array.from({length: examples}, (_, i) => core.normals(7, 0, i, 2 * n));
    const ys = xs.map(x => trainer.reference(x));
    const products = (others: Float32Array[]) =>
      Array.from({length: 2 * n}, (_, i) =>
        Array.from({length: 2 * n}, (_, j) => sum(xs.map((x, b) => x[i] * others[b][j]))),
      );
    const expected = solved(products(xs), products(ys)).flat();
    for (const tolerance of [1e-5, 3e-7]) {
      while (!trainer.advance());
      const distance = relativeDistance(trainer.weights(), expected);
      assert.ok(
        distance <= tolerance,
        `relative distance ${distance} after ${trainer.step()} steps`,
      );
    }
    trainer.delete();
  });
}

test('shards of exact wait for each other, and go on bit for bit where they were stopped', () => {
  const given = {n: 64, optimizer: 'exact', examples: 300};
  const start = () =>
    [0, 1, 2].map(shard => {
      const units = {begin: [0, 5, 6][shard], end: [5, 6, 64][shard]};
      return startTrainer(core, {...given, units, shard, shards: 3});
    });
  const [stopped, straight] = [start(), start()];
  for (let i = 0; i < 100; i++) stopped[0].advance();
  assert.ok(stopped[0].awaitsParts() && stopped[0].midStep());
  assert.ok(stopped[0].position() > 0.2 && stopped[0].position() < 1);
  stopped[1].advance();
  for (const shards of [stopped, straight]) {
    stepTogether(shards);
    stepTogether(shards);
    for (const shard of shards) assert.equal(shard.position(), 2);
  }
  assert.deepEqual(wholeWeights(stopped, 128), wholeWeights(straight, 128));
  for (const shard of [...stopped, ...straight]) shard.delete();
});

test('the position of a step of exact rises from one slice to the next', () => {
  const trainer = startTrainer(core, {n: 128, optimizer: 'exact', examples: 1000});
  let last = 0;
  while (!trainer.advance()) {
    assert.ok(trainer.position() >= last && trainer.position() < 1);
    last = trainer.position();
  }
  assert.ok(last > 0.8, `${last} before the last slice`);
  assert.equal(trainer.position(), 1);
  trainer.delete();
});

test('a step of kaczmarz is cut into slices: the system of its batch is one of many', () => {
  const trainer = startTrainer(core, {n: 512, optimizer: 'kaczmarz', learningRate: 1, batch: 512});
  let slices = 1;
  while (!trainer.advance()) slices++;
  assert.equal(slices, 1 + 7 + 2, 'X X^T, 8 blocks of 64 rows less the last, E, W');
  trainer.delete();
});

test('exact goes on bit for bit from any step, also where one was left open', () => {
  const config = {n: 32, optimizer: 'exact', examples: 300};
  const [one, other] = [startTrainer(core, config), startTrainer(core, config)];
  while (!one.advance());
  assert.equal(one.stateArrays(), 1); // the weights are all there is
  other.advance();
  const values = new Float32Array(one.unitLength());
  for (let unit = 0; unit < 32; unit++) {
    one.copyUnitState(unit, 0, values);
    other.setUnitState(unit, 0, values);
  }
  other.resumeAt(1);
  for (const trainer of [one, other]) while (!trainer.advance());
  assert.deepEqual(other.weights(), one.weights());
  assert.deepEqual([...other.batchSquares()], [...one.batchSquares()]);
  one.delete();
  other.delete();
});

for (const config of [
  {n: 16, optimizer: 'kaczmarz', batch: 13, examples: 30},
  {n: 128, optimizer: 'kaczmarz', batch: 100},
  {n: 16, optimizer: 'exact', examples: 300},
  {n: 64, optimizer: 'exact', examples: 257},
]) {
  test(`the same bits from 2, 3 and 5 shards as from one: ${JSON.stringify(config)}`, () => {
    const whole = trainInShards(core, {learningRate: 1, ...config}, 3, 1);
    assert.ok(whole.weights.every(Number.isFinite));
    for (const count of [2, 3, 5]) {
      const divided = trainInShards(core, {learningRate: 1, ...config}, 3, count);
      assert.deepEqual(divided, whole, `${count} shards`);
    }
  });
}
