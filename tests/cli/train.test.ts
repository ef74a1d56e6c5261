import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {access, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {nodeHost} from '../../web/engine/host/node-host.ts';
import {Run} from '../../web/engine/run.ts';
import {exactDftMatrix, hasRelaxedKernel, relativeDistance} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {cli, createFolder, fourierNet, lastReport} from './run-cli.ts';
import type {Report} from './run-cli.ts';

const lines = (stdout: string): Report[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

const dft = ['train', '--model', 'dft', '--n', '128', '--json'];

const promises: [string, string[], number][] = [
  ['lms', ['--optimizer', 'lms'], 200],
  ['amsgrad', ['--optimizer', 'amsgrad', '--lr', '0.03'], 600],
  ['kaczmarz', ['--optimizer', 'kaczmarz', '--batch', '128'], 50],
  ['exact', ['--optimizer', 'exact'], 2],
];

for (const [name, options, steps] of promises) {
  test(`${name} learns the 128-point DFT within ${steps} steps`, async t => {
    const path = await createFolder(t);
    const args = [...dft, ...options, '--steps', String(steps), '--save', path('W.npy')];
    const {status, stdout, stderr} = await fourierNet(...args);
    assert.deepEqual([status, stderr], [0, '']);
    const final = lastReport(stdout);
    assert.equal(final.step, steps);
    assert.ok(final.heldOutLoss <= 1e-10, `held-out loss ${final.heldOutLoss}`);
    const {shape, values} = parseNpy(await readFile(path('W.npy')));
    assert.deepEqual(shape, [256, 256]);
    assert.ok(values instanceof Float32Array);
    const distance = relativeDistance(values, exactDftMatrix(128));
    assert.ok(distance <= 1e-5, `distance from the DFT matrix ${distance} of its norm`);
    // The same number, from float32 weights: it differs by rounding of the sums alone.
    assert.ok(Math.abs(final.weightError - distance) <= 1e-9, `${final.weightError}, ${distance}`);
  });
}

test('with --json every line is an object and the last tells all of the outcome', async () => {
  const args = ['--n=8', '--optimizer=lms', '--steps=30', '--workers=2', '--json'];
  const {status, stdout} = await fourierNet('train', ...args);
  assert.equal(status, 0);
  const told = lines(stdout);
  const final = told.pop() as Report;
  assert.ok(told.length >= 2);
  for (const line of told) {
    assert.ok(!('final' in line));
    const keys = ['step', 'examples', 'loss', 'heldOutLoss', 'weightError'];
    assert.deepEqual(Object.keys(line), keys);
  }
  const numbers = [
    'step',
    'examples',
    'loss',
    'heldOutLoss',
    'weightError',
    'stepsPerSecond',
  ] as const;
  for (const key of numbers) {
    assert.ok(Number.isFinite(final[key]), `${key}: ${final[key]}`);
  }
  assert.deepEqual([final.final, final.step, final.examples], [true, 30, 30 * 64]);
  assert.ok(final.seconds >= 0);
  assert.deepEqual([final.kernel, final.workers], [hasRelaxedKernel ? 'relaxed' : 'simd128', 2]);
  assert.ok(stdout.startsWith('{"step":0,') && stdout.includes('\n{"final":true,'));
});

test('without --json the outcome is told in words', async () => {
  const {status, stdout, stderr} = await fourierNet('train', '--n=8', '--optimizer=lms');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^converged: The loss no longer falls.*\nstep \d+, \d+ examples.*\nloss /);
  assert.ok(!stdout.includes('\r'), 'no progress bar where there is no terminal');
});

test('a target that is missed in the steps given is no failure, but is told', async () => {
  const args = ['train', '--n=8', '--optimizer=lms', '--target-loss=1e-12', '--json'];
  const missed = await fourierNet(...args, '--steps=3');
  assert.equal(missed.status, 0);
  assert.equal(lastReport(missed.stdout).targetReached, false);
  const reached = await fourierNet(...args);
  assert.equal(reached.status, 0);
  const {targetReached, state, heldOutLoss} = lastReport(reached.stdout);
  assert.deepEqual([targetReached, state], [true, 'converged']);
  assert.ok(heldOutLoss <= 1e-12);
});

test('a run of epochs ends with the last batch of the last one', async () => {
  const args = ['--n=4', '--epochs=2', '--examples=37', '--batch=16', '--json'];
  const {stdout} = await fourierNet('train', ...args);
  const {step, examples} = lastReport(stdout);
  assert.deepEqual([step, examples], [6, 74]);
});

test('a run that diverges has status 1, says why in one line and saves nothing', async t => {
  const path = await createFolder(t);
  const args = ['--n=16', '--optimizer=lms', '--lr=5', '--json', '--save', path('W.npy')];
  const {status, stdout, stderr} = await fourierNet('train', ...args);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^fourier-net: .*learning rate 5 is above the stable bound 1\.32.*batch 64\.\n$/,
  );
  assert.equal(lastReport(stdout).state, 'diverged');
  await assert.rejects(access(path('W.npy')));
});

test('separate processes, any workers, and a reset save the same bytes', async t => {
  const path = await createFolder(t);
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const options = ['--kernel=simd128', '--optimizer=amsgrad', '--seed=2020', '--steps=60'];
  const digests = [];
  for (const workers of [1, 1, 3]) {
    const args = [...options, `--workers=${workers}`, '--save', path('W.npy')];
    assert.equal((await fourierNet('train', ...args)).status, 0);
    digests.push(digest(await readFile(path('W.npy'))));
  }
  const settings = {kernel: 'simd128', optimizer: 'amsgrad', seed: 2020, speed: 'max'};
  const run = new Run(nodeHost(), settings);
  t.after(() => run.dispose());
  await run.step(7);
  await run.reset();
  await run.step(60);
  digests.push(digest(await run.exportWeights()));
  await run.reset();
  await run.step(60);
  digests.push(digest(await run.exportWeights()));
  assert.deepEqual(new Set(digests).size, 1, digests.join('\n'));
  t.diagnostic(`SHA-256 ${digests[0]}`);
});

test('Ctrl-C ends a run with status 130', async t => {
  const args = [cli, 'train', '--n=4', '--optimizer=sgd', '--lr=1e-9', '--json'];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [status] = await once(child, 'exit');
  assert.equal(status, 130);
});
