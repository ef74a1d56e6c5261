import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  directDft,
  exactDftMatrix,
  hasRelaxedKernel,
  largestDifference,
  loadCore,
  productOf,
  relativeDistance,
  shardConfig,
  startTrainer,
  sum,
  trainInShards,
  wholeWeights,
} from './load-core.ts';
import type {ShardConfig} from '../../web/engine/protocol.ts';

const core = await loadCore();
const sizes = [4, 8, 16, 32, 64, 128, 256, 512];
const optimizers = ['sgd', 'momentum', 'adam', 'amsgrad', 'lms'];

/** Settings under which 6 steps of each optimiser stay finite. */
const rates: Record<string, number> = {sgd: 2, momentum: 0.4, adam: 0.03, amsgrad: 0.03, lms: 0.3};

for (const n of sizes) {
  test(`the reference of n = ${n} is the sum that defines the DFT`, () => {
    const trainer = new core.Trainer(shardConfig({n}));
    const columns = trainer.columns();
    const x = core.normals(5, 0, n, 4 * n);
    const made = trainer.reference(x);
    for (let row = 0; row < 2; row++) {
      const exact = directDft(x.subarray(row * 2 * n, (row + 1) * 2 * n));
      columns.forEach((column, i) => {
        const error = Math.abs(made[row * 2 * n + i] - exact[column]);
        // Half a float32 ulp of the value, and double rounding of sums of size sqrt(2n).
        const tolerance = 2 ** -24 * Math.abs(exact[column]) + 1e-12;
        assert.ok(error <= tolerance, `row ${row}, column ${column}: error ${error}`);
      });
    }
    trainer.delete();
  });

  test(`the optimum of n = ${n} is the DFT matrix, rounded once`, () => {
    const trainer = new core.Trainer(shardConfig({n}));
    const error = largestDifference(wholeWeights([trainer], 2 * n), exactDftMatrix(n));
    assert.ok(error <= 2 ** -25 + 1e-14, `largest error ${error}`); // half an ulp below 1
    const worst = Math.max(...trainer.optimumSquares().map(value => Math.abs(value / (2 * n) - 1)));
    assert.ok(worst <= 1e-12, `squares of a bin's columns are 2n; relative error ${worst}`);
    trainer.delete();
  });
}

test('columns of a shard are its bins’ real parts, then their imaginary parts', () => {
  const trainer = new core.Trainer(shardConfig({n: 8, units: {begin: 3, end: 6}}));
  assert.deepEqual([...trainer.columns()], [3, 4, 5, 11, 12, 13]);
  assert.equal(trainer.weights().length, 16 * 6);
  assert.equal(trainer.optimumSquares().length, 3);
  trainer.delete();
});

test('the shape of a task is known before training', () => {
  assert.deepEqual(
    {...core.shapeOf(shardConfig({model: 'dft', n: 16}))},
    {inputs: 32, outputs: 32, units: 16, rows: 32, columns: 32},
  );
});

test('an evaluation is the mean squared error on 512 examples of the held-out stream', () => {
  const [n, seed] = [8, 7];
  const trainer = startTrainer(core, {n, seed});
  while (!trainer.advanceEvaluation());
  const weights = wholeWeights([trainer], 2 * n);
  const expected = new Float64Array(n);
  for (let example = 0; example < 512; example++) {
    const x = core.normals(seed, 1, example, 2 * n);
    const y = directDft(x);
    for (let column = 0; column < 2 * n; column++) {
      let made = 0;
      for (let row = 0; row < 2 * n; row++) made += x[row] * weights[row * 2 * n + column];
      expected[column % n] += (made - y[column]) ** 2;
    }
  }
  const squares = trainer.heldOutSquares();
  const worst = Math.max(...squares.map((value, k) => Math.abs(value / expected[k] - 1)));
  assert.ok(worst <= 1e-6, `largest relative error of a bin ${worst}`); // residuals are float32

  const best = exactDftMatrix(n);
  const distance = weights.reduce((total, w, i) => total + (w - best[i]) ** 2, 0);
  const error = Math.abs(sum(trainer.weightErrorSquares()) / distance - 1);
  assert.ok(error <= 1e-12, `squared weight error: relative error ${error}`);
  trainer.delete();
});

test('the floor is that of the rounded optimum, and leaves the initial weights', () => {
  const trainer = new core.Trainer(shardConfig({n: 64}));
  const optimum = trainer.weights();
  while (!trainer.advanceFloor());
  const floor = sum(trainer.heldOutSquares()) / (512 * 128);
  // Rounded weights and sums of 128 terms: relative errors near 2^-24, squared, of variance 128.
  assert.ok(floor > 1e-13 && floor < 1e-10, `floor ${floor}`);
  assert.notDeepEqual(trainer.weights(), optimum);
  trainer.delete();
});

test('predict is x W for any number of rows', () => {
  const n = 16;
  const trainer = startTrainer(core, {n});
  const weights = trainer.weights();
  for (const rows of [1, 3, 4, 5]) {
    const x = core.normals(9, 4, rows, rows * 2 * n);
    assert.deepEqual(
      trainer.predict(x),
      productOf(core, 'simd128', x, weights, 2 * n),
      `${rows} rows`,
    );
  }
  trainer.delete();
});

function testShards(
  name: string,
  config: Partial<ShardConfig> & {n: number},
  steps: number,
  counts: number[],
) {
  test(`${name}: the same bits from ${counts.join(', ')} shards as from one`, () => {
    const whole = trainInShards(core, config, steps, 1);
    assert.ok(whole.weights.every(Number.isFinite));
    assert.ok(sum(whole.heldOutSquares) > 0);
    for (const count of counts) {
      assert.deepEqual(trainInShards(core, config, steps, count), whole, `${count} shards`);
    }
  });
}

for (const optimizer of optimizers) {
  const learningRate = rates[optimizer];
  // 3 and 5 shards of 16 bins have 10, 12 or 6 columns: not multiples of a panel's 8.
  testShards(optimizer, {n: 16, optimizer, learningRate, batch: 13, examples: 30}, 6, [2, 3, 5]);
}
testShards('n = 4', {n: 4, optimizer: 'amsgrad', learningRate: 0.03}, 6, [2, 3, 4]);
testShards('batch 300', {n: 32, batch: 300}, 3, [2, 3, 5]);
testShards('batch 1', {n: 8, batch: 1, learningRate: 0.05}, 5, [3]);
testShards('n = 512', {n: 512, batch: 9, learningRate: 0.008}, 2, [3]);

test('the portable kernel and simd128 give the same bits', () => {
  const config = {n: 16, optimizer: 'amsgrad', learningRate: 0.03, batch: 300};
  const whole = trainInShards(core, {...config, kernel: 'simd128'}, 3, 1);
  assert.deepEqual(trainInShards(core, {...config, kernel: 'portable'}, 3, 1), whole);
});

test('the relaxed kernel trains as simd128 does, in any shards, but for roundings', t => {
  if (!hasRelaxedKernel) return t.skip('built without clang-19');
  for (const optimizer of optimizers) {
    const config = {n: 16, optimizer, learningRate: rates[optimizer], batch: 13, examples: 30};
    const exact = trainInShards(core, {...config, kernel: 'simd128'}, 6, 1);
    const relaxed = trainInShards(core, {...config, kernel: 'relaxed'}, 6, 1);
    assert.deepEqual(trainInShards(core, {...config, kernel: 'relaxed'}, 6, 3), relaxed);
    for (const key of ['heldOutSquares', 'weightErrorSquares', 'weights'] as const) {
      const distance = relativeDistance(relaxed[key], exact[key]);
      assert.ok(distance < 1e-5, `${optimizer} ${key}: ${distance}`);
    }
  }
});

test('a batch above 256 sums all its examples', () => {
  const [n, batch, learningRate] = [4, 300, 0.5];
  const trainer = startTrainer(core, {n, batch, learningRate});
  const before = wholeWeights([trainer], 2 * n);
  while (!trainer.advance());
  const after = wholeWeights([trainer], 2 * n);
  const expected = Float64Array.from(before);
  let squares = 0;
  for (let example = 0; example < batch; example++) {
    const x = core.normals(7, 0, example, 2 * n);
    const y = directDft(x);
    for (let column = 0; column < 2 * n; column++) {
      let residual = -y[column];
      for (let row = 0; row < 2 * n; row++) residual += x[row] * before[row * 2 * n + column];
      squares += residual ** 2;
      for (let row = 0; row < 2 * n; row++) {
        expected[row * 2 * n + column] -= (learningRate / batch) * x[row] * residual;
      }
    }
  }
  const error = largestDifference(after, expected);
  assert.ok(error <= 2e-6, `largest error of a weight ${error}`); // float32 sums of 300 terms
  const relative = Math.abs(sum(trainer.batchSquares()) / squares - 1);
  assert.ok(relative <= 1e-6, `relative error of the squares ${relative}`);
  assert.equal(trainer.batchSize(), batch);
  trainer.delete();
});

test("an epoch's last batch takes what is left", () => {
  const trainer = startTrainer(core, {batch: 16, examples: 37});
  const batches = Array.from({length: 7}, () => {
    while (!trainer.advance());
    return trainer.batchSize();
  });
  assert.deepEqual(batches, [16, 16, 5, 16, 16, 5, 16]);
  assert.equal(core.stepsPerEpoch(37, 16), 3);
  assert.equal(core.stepsPerEpoch(15000, 256), 59);
  trainer.delete();
});

test('a test signal is what its name says', () => {
  const n = 16;
  const impulse = core.signal('impulse', n, 0, 0, 0);
  assert.deepEqual([...impulse], [0, 0, 1, ...Array.from({length: 29}, () => 0)]);
  const sine = core.signal('sine', n, 3, 0.5, 0);
  const chirp = core.signal('chirp', n, 0, 0, 0);
  for (let m = 0; m < n; m++) {
    // Rounded once to float32 below 1: half an ulp.
    const tolerance = 2 ** -25 + 1e-14;
    assert.ok(Math.abs(sine[m] - Math.cos((2 * Math.PI * 3 * m) / n + 0.5)) <= tolerance);
    assert.ok(Math.abs(chirp[m] - Math.cos((Math.PI * m * m) / (2 * n))) <= tolerance);
    assert.equal(sine[n + m], 0);
    assert.equal(chirp[n + m], 0);
  }
  assert.deepEqual(core.signal('noise', n, 0, 0, 6), core.normals(6, 4, 0, 2 * n));
  assert.equal(core.signal('trombone', n, 0, 0, 0).length, 0);
});
