import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  largestDifference,
  loadCore,
  readJson,
  relativeDistance,
  startTrainer,
  sum,
  wholeWeights,
} from './load-core.ts';

interface Trajectory {
  settings: {
    n: number;
    seed: number;
    optimizer: string;
    lr?: number;
    batch: number;
    schedule?: [number, number][];
    examples: number | 'streaming';
  };
  losses: number[];
  weights: number[];
}

const core = await loadCore();
const trajectories = await readJson<Trajectory[]>('optimisers.json');

function retrain({settings, losses}: Trajectory) {
  const {n, seed, optimizer, lr, schedule, batch, examples} = settings;
  const trainer = startTrainer(core, {
    n,
    seed,
    optimizer,
    learningRate: lr ?? schedule?.[0][1],
    batch,
    examples: examples === 'streaming' ? 0 : examples,
  });
  for (const [step, rate] of schedule ?? []) trainer.changeLearningRate(step, rate);
  const reached = losses.map(() => {
    while (!trainer.advance());
    return sum(trainer.batchSquares()) / (trainer.batchSize() * 2 * n);
  });
  const weights = wholeWeights([trainer], 2 * n);
  trainer.delete();
  return {losses: reached, weights};
}

for (const trajectory of trajectories) {
  const {optimizer, examples, schedule, batch} = trajectory.settings;
  const data = examples === 'streaming' ? 'streaming' : `${examples} shuffled examples`;
  const rates = schedule ? ', its rate changed on the way' : '';
  const named = `${optimizer}, ${data} in batches of ${batch}${rates}`;
  test(`20 steps go where an independent float64 run goes: ${named}`, () => {
    const {losses, weights} = retrain(trajectory);
    // float32 rounds each update by 6e-8 of a weight of size 1; 20 steps, normals good to 1e-6.
    const distance = relativeDistance(weights, trajectory.weights);
    assert.ok(distance <= 1e-5, `relative distance of the weights ${distance}`);
    const largest = largestDifference(weights, trajectory.weights);
    assert.ok(largest <= 5e-6, `largest error of a weight ${largest}`);
    // A loss is a square: twice the relative error, and it falls as the weights close in.
    const errors = losses.map((loss, i) => Math.abs(loss / trajectory.losses[i] - 1));
    const worst = Math.max(...errors);
    assert.ok(worst <= 5e-5, `largest relative error of a loss ${worst}`);
  });
}
