import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {directDft, loadCore, relativeDistance} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {
  createFolder,
  fourierNet,
  lastReport,
  needsScipy,
  pythonWithScipy,
  runPython,
} from './run-cli.ts';

const core = await loadCore();
const python = pythonWithScipy();

/** Trains a butterfly; the last line of what the command line tells. */
async function trainButterfly(...args: string[]) {
  const {status, stdout, stderr} = await fourierNet(
    ...['train', '--model', 'butterfly', '--kernel', 'simd128', '--json', ...args],
  );
  assert.deepEqual([status, stderr], [0, '']);
  return lastReport(stdout);
}

test(
  'the layers of a butterfly, multiplied out, are the DFT matrix, whatever the seed and size',
  needsScipy(python),
  async t => {
    assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
    const path = await createFolder(t);
    const runs = [
      {n: '128', seed: '1'},
      {n: '128', seed: '2'},
      {n: '128', seed: '19'},
      {n: '8', seed: '42'},
      {n: '256', seed: '42'},
    ];
    for (const {n, seed} of runs) {
      const save = path(`${n}-${seed}.npy`);
      const {relativeLoss} = await trainButterfly('--n', n, '--seed', seed, '--save', save);
      assert.ok(relativeLoss <= 1e-11, `n=${n}, seed=${seed}: relative loss ${relativeLoss}`);
    }
    const errors = runPython<Record<string, number>>(
      python,
      'scipy_cases.py',
      'compare-butterflies',
      path(''),
    );
    assert.equal(Object.keys(errors).length, runs.length);
    for (const [name, error] of Object.entries(errors)) {
      assert.ok(error <= 1e-6, `${name}: ${error} of its norm from NumPy’s`);
    }
  },
);

test('predict takes signals through the layers of a butterfly', async t => {
  const path = await createFolder(t);
  await trainButterfly('--n', '64', '--save', path('W.npy'));
  const x = core.normals(99, 4, 0, 11 * 128);
  await writeFile(path('in.npy'), formatNpy([11, 128], x));
  const files = [path('W.npy'), path('in.npy'), path('out.npy')];
  const outcome = await fourierNet('predict', '--model', 'butterfly', ...files);
  assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
  const {shape, values} = parseNpy(await readFile(path('out.npy')));
  assert.deepEqual(shape, [11, 128]);
  for (let row = 0; row < 11; row++) {
    const part = [128 * row, 128 * (row + 1)];
    const error = relativeDistance(values.subarray(...part), directDft(x.subarray(...part)));
    assert.ok(error <= 1e-6, `row ${row}: relative error ${error}`);
  }
});

test('the loss relative to the signal is the held-out loss over the mean square of the targets', async () => {
  // Of n complex samples of white noise, each part of the DFT has the variance n.
  const {heldOutLoss, relativeLoss} = await trainButterfly('--n', '32', '--steps', '20');
  assert.ok(Math.abs(relativeLoss / (heldOutLoss / 32) - 1) <= 1e-6, `${relativeLoss}`);
});
