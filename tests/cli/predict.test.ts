import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {directDft, loadCore, relativeDistance} from '../core/load-core.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {createFolder, fourierNet, needsScipy, pythonWithScipy, runPython} from './run-cli.ts';

const core = await loadCore();
const python = pythonWithScipy();

/** @param file where the weights of a trained 128-point network go */
async function trainNetwork(file: string) {
  const args = ['--n=128', '--optimizer=lms', '--batch=64', '--steps=200', '--save', file];
  assert.equal((await fourierNet('train', ...args)).status, 0);
}

test('a trained network transforms signals as the DFT does', async t => {
  const path = await createFolder(t);
  await trainNetwork(path('W.npy'));
  const x = core.normals(99, 4, 0, 3 * 256);
  await writeFile(path('in.npy'), formatNpy([3, 256], x));
  const outcome = await fourierNet('predict', path('W.npy'), path('in.npy'), path('out.npy'));
  assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
  const {shape, values} = parseNpy(await readFile(path('out.npy')));
  assert.deepEqual(shape, [3, 256]);
  assert.ok(values instanceof Float32Array);
  for (let row = 0; row < 3; row++) {
    const exact = directDft(x.subarray(256 * row, 256 * (row + 1)));
    const error = relativeDistance(values.subarray(256 * row, 256 * (row + 1)), exact);
    assert.ok(error <= 1e-5, `row ${row}: relative error ${error}`);
  }
});

test('predict agrees with numpy.fft.fft and with x @ W', needsScipy(python), async t => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
  const path = await createFolder(t);
  await trainNetwork(path('W.npy'));
  const seed = Math.floor(Math.random() * 2 ** 32);
  runPython(python, 'scipy_cases.py', 'make', path(''), String(seed));
  const files = [path('W.npy'), path('complex-in.npy'), path('complex-out.npy')];
  assert.equal((await fourierNet('predict', ...files)).status, 0);
  const {fft, product} = runPython<{fft: number; product: number}>(
    python,
    'scipy_cases.py',
    'compare-fft',
    path(''),
  );
  assert.ok(fft <= 1e-5, `seed ${seed}: relative error ${fft} against numpy.fft.fft`);
  assert.ok(product <= 1e-6, `seed ${seed}: relative error ${product} against x @ W`); // float32
});

test('predict multiplies a vector or rows, in single or double precision, exactly', async t => {
  const path = await createFolder(t);
  const weights = Float32Array.of(1, 2, 3, 4, 5, 6); // (2, 3); whole numbers have no rounding
  await writeFile(path('W.npy'), formatNpy([2, 3], weights));
  const products: [number[], number[], number[], number[]][] = [
    [[2], [10, 1], [3], [14, 25, 36]],
    [
      [1, 2],
      [10, 1],
      [1, 3],
      [14, 25, 36],
    ],
    [
      [2, 2],
      [1, 0, 0, -1],
      [2, 3],
      [1, 2, 3, -4, -5, -6],
    ],
  ];
  for (const [shape, x, expectedShape, expected] of products) {
    for (const values of [Float32Array.from(x), Float64Array.from(x)]) {
      await writeFile(path('in.npy'), formatNpy(shape, values));
      const files = [path('W.npy'), path('in.npy'), path('out.npy')];
      assert.equal((await fourierNet('predict', ...files, '--kernel=simd128')).status, 0);
      const made = parseNpy(await readFile(path('out.npy')));
      assert.deepEqual([made.shape, [...made.values]], [expectedShape, expected]);
    }
  }
});

test('predict has a recurrent cell hear a sound hop by hop, exactly', async t => {
  const path = await createFolder(t);
  const weights = Float32Array.of(0, 1, 1, 0, 0, 3, 1, 0, 0, 0, 2, 0); // [[A, C], [B, 0]], two units
  await writeFile(path('W.npy'), formatNpy([4, 3], weights));
  // h = [1, 20], then h = [0, 1] + [2, 40]
  await writeFile(path('in.npy'), formatNpy([2, 2], Float32Array.of(1, 10, 2, 20)));
  const files = [path('W.npy'), path('in.npy'), path('out.npy')];
  const outcome = await fourierNet('predict', '--model', 'recurrent', ...files);
  assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
  const {shape, values} = parseNpy(await readFile(path('out.npy')));
  assert.deepEqual(
    [shape, [...values]],
    [
      [2, 1],
      [61, 125],
    ],
  );
  for (const hop of [1, 3, 4]) {
    await writeFile(path('in.npy'), formatNpy([2, hop], new Float32Array(2 * hop)));
    const {status, stderr} = await fourierNet('predict', '--model', 'recurrent', ...files);
    assert.equal(status, 2);
    assert.match(
      stderr,
      /W\.npy has shape \(4, 3\): allowed is \(hidden \+ hop, hidden \+ outputs\)/,
    );
  }
});
