import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {hasRelaxedKernel} from '../core/load-core.ts';
import {createRun, digest} from './helpers.ts';

/** A host without relaxed SIMD. */
function plainHost() {
  const host = nodeHost();
  return {...host, compileCore: async () => ({...(await host.compileCore()), relaxed: null})};
}

test('a run says which kernel it uses', async t => {
  const run = createRun(t, {kernel: 'auto'});
  assert.equal(run.kernel, null, 'not known before it is loaded');
  await run.prepare();
  assert.equal(run.kernel, hasRelaxedKernel ? 'relaxed' : 'simd128');
  await run.configure({kernel: 'simd128'});
  assert.equal(run.kernel, 'simd128');
});

test('without relaxed SIMD kernel=auto is simd128, bit for bit', async t => {
  const plain = createRun(t, {workers: 2, kernel: 'auto'}, plainHost());
  await plain.step(20);
  assert.deepEqual([plain.state, plain.kernel], ['paused', 'simd128']);
  const simd128 = createRun(t, {kernel: 'simd128'});
  await simd128.step(20);
  assert.equal(await digest(plain), await digest(simd128));
});

test('with every kernel a run converges to the float32 floor, with nearly the same losses', async t => {
  const [auto, simd128] = [
    createRun(t, {n: 32, kernel: 'auto'}),
    createRun(t, {n: 32, kernel: 'simd128'}),
  ];
  for (const run of [auto, simd128]) {
    await run.play();
    await run.stopped();
    assert.equal(run.state, 'converged', run.reason);
  }
  // While the loss is far above the roundings, those of the kernel hardly show in it.
  for (const [i, {step, heldOutLoss}] of simd128.history.entries()) {
    if (heldOutLoss < 1e-6) break;
    assert.equal(auto.history[i].step, step);
    const ratio = auto.history[i].heldOutLoss / heldOutLoss;
    assert.ok(Math.abs(ratio - 1) < 1e-3, `step ${step}: ${ratio}`);
  }
  const floors = auto.progress.heldOutLoss / simd128.progress.heldOutLoss;
  assert.ok(floors > 0.2 && floors < 5, `at the end: ${floors}`);
});
