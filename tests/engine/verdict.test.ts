import assert from 'node:assert/strict';
import {test} from 'node:test';
import {verdict} from '../../web/engine/verdict.ts';
import type {Evaluations} from '../../web/engine/verdict.ts';

const step = {rate: 0.5, bound: 1.32, batch: 64, decayed: false};

function judge(losses: number[], given?: Partial<Evaluations>, at?: Partial<typeof step>) {
  const evaluations = {losses, floor: 1e-12, targetLoss: null, optimizer: 'lms', ...given};
  return verdict(evaluations, {...step, ...at});
}

const flat = (count: number, loss: number) => [1, ...Array.from({length: count}, () => loss)];

test('a run goes on while its loss falls', () => {
  assert.equal(judge([1]), null);
  assert.equal(judge([1, 0.5, 0.25]), null);
});

test('where the learning rate has fallen to zero a run ends, converged if near the floor', () => {
  assert.equal(judge([1, 0.5], {floor: NaN}, {decayed: true})?.state, 'paused');
  assert.equal(judge([1, 1.1e-11], {}, {decayed: true})?.state, 'paused');
  assert.deepEqual(judge([1, 3e-12], {}, {decayed: true}), {
    state: 'converged',
    reason:
      'The learning rate has fallen to zero: this is where it ends, 3 times the least that ' +
      'float32 allows.',
  });
  assert.equal(judge([1, 2e6], {}, {decayed: true})?.state, 'diverged');
  assert.match(
    judge([1, 0.5], {targetLoss: 1e-9}, {decayed: true})?.reason ?? '',
    /fallen to zero/,
  );
  assert.match(judge([1, 1e-9], {targetLoss: 1e-9}, {decayed: true})?.reason ?? '', /the target/);
});

test('a loss of nothing is named as that', () => {
  assert.match(judge(flat(40, 0))?.reason ?? '', /no longer falls: 0, no more than the least/);
});

test('where no best weights are known, nothing is taken for convergence', () => {
  assert.equal(judge(flat(40, 1e-12), {floor: NaN}), null);
});

test('a loss above a million times the first is divergence, one at it is not', () => {
  assert.equal(judge([2, 2e6]), null);
  assert.equal(judge([2, 2.1e6])?.state, 'diverged');
});

for (const loss of [NaN, Infinity, -Infinity]) {
  test(`a loss of ${loss} ${loss === -Infinity ? 'cannot be' : 'is divergence'}`, () => {
    if (loss === -Infinity) return; // sums of squares have no sign
    const ending = judge([1, loss]);
    assert.equal(ending?.state, 'diverged');
    assert.match(String(ending?.reason), /^The loss is no longer a number: learning rate 0\.5 /);
  });
}

test('divergence above the stable bound names rate, bound and batch', () => {
  const reason = judge([1, 1e7], {}, {rate: 4.99999, bound: 1.319587})?.reason;
  const expected = 'learning rate 5 is above the stable bound 1.32 for batch 64.';
  assert.equal(reason, `The loss grew to 1.0e+7: ${expected}`);
  const near = judge([1, 1e7], {}, {rate: 0.50001, bound: 0.5})?.reason ?? '';
  assert.match(near, /learning rate 0\.50001 is above the stable bound 0\.5 for/);
});

test('divergence where no bound is known, or below it, says the rate is probably too high', () => {
  for (const bound of [Infinity, 1.32]) {
    const reason = judge([1, 1e7], {}, {bound})?.reason;
    assert.equal(reason, 'The loss grew to 1.0e+7: learning rate 0.5 is probably too high.');
  }
});

test('a target reached is convergence, and with a target a plateau is none', () => {
  assert.equal(judge([1, 2e-3], {targetLoss: 1e-3}), null);
  const ending = judge([1, 1e-3], {targetLoss: 1e-3});
  assert.deepEqual(ending, {
    state: 'converged',
    reason: 'Held-out loss reached the target 0.001.',
  });
  assert.equal(judge(flat(60, 2e-12), {targetLoss: 1e-13}), null);
  assert.equal(judge([1, NaN], {targetLoss: 1e-3})?.state, 'diverged');
});

test('20 evaluations without 5 % of improvement near the floor are convergence', () => {
  assert.equal(judge(flat(20, 2e-12)), null, 'the first of them was an improvement');
  const ending = judge(flat(21, 2e-12));
  assert.equal(ending?.state, 'converged');
  assert.match(
    String(ending?.reason),
    /^The loss no longer falls: 2\.0e-12, 2 times the least that float32 allows\.$/,
  );
  assert.match(
    String(judge(flat(21, 2e-14))?.reason),
    /: 2\.0e-14, no more than the least that float32 allows\.$/,
  );
});

test('an improvement of 5 % within the last 20 evaluations keeps a run going', () => {
  const losses = [...flat(30, 2e-12), 1.8e-12];
  assert.equal(judge(losses), null);
  assert.equal(judge([...losses, ...flat(18, 2e-12).slice(1)]), null);
  assert.equal(judge([...losses, ...flat(20, 2e-12).slice(1)])?.state, 'converged');
  assert.equal(judge([...flat(30, 2e-12), 1.95e-12])?.state, 'converged', '2.5 % is too little');
});

test('exact ends with the first refinement that improves the loss by less than 5 %', () => {
  const given = {optimizer: 'exact'};
  assert.equal(judge([1, 3e-9], given), null, 'the solve');
  assert.equal(judge([1, 3e-9, 2.8e-12], given), null, 'a refinement that helps');
  assert.equal(judge([1, 3e-9, 2.8e-12, 2.6e-12], given), null, '7 %');
  const ending = judge([1, 3e-9, 2.8e-12, 2.7e-12], given);
  assert.equal(ending?.state, 'converged');
  assert.match(
    String(ending?.reason),
    /^A refinement no longer lowers the loss: 2\.7e-12, 2\.7 times the least that float32 allows\.$/,
  );
  assert.equal(judge([1, 3e-9, 3.1e-9], given)?.state, 'converged', 'however far from the floor');
  assert.equal(judge([1, 1e-3, 1e-3], {...given, targetLoss: 1e-6}), null, 'with a target, not');
  assert.equal(judge([1, 3e-9, 2e7], given)?.state, 'diverged');
});

test('a plateau far above the floor is not convergence', () => {
  assert.equal(judge(flat(60, 1.1e-11)), null);
  assert.equal(judge(flat(60, 0.9e-11))?.state, 'converged');
});
