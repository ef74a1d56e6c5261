import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {stft} from '../../scripts/cli/stft.ts';
import {formatNpy} from '../../web/formats/npy.ts';
import {largestDifference, readDoubles, readFixture, readJson} from '../core/load-core.ts';
import {createFolder, fourierNet, needsScipy, pythonWithScipy, runPython} from './run-cli.ts';
import type {StftSettings} from '../../web/engine/core-types.ts';

const noise = readDoubles(await readFixture('stft/noise.npy')).values;
const cases = await readJson<(StftSettings & {file: string; length: number})[]>('stft/cases.json');

// Sums of up to 512 values of size 1 in double precision are good to about 1e-13.
const tolerance = 1e-12;

const flags = (settings: Record<string, string | number>) =>
  Object.entries(settings).map(([key, value]) => `--${key}=${value}`);

test('a signal’s STFT is SciPy’s; without options, that of the post', async t => {
  const path = await createFolder(t);
  await writeFile(path('in.npy'), formatNpy([1003], noise));
  const {status, stdout, stderr} = await fourierNet('stft', path('in.npy'), path('out.npy'));
  assert.deepEqual([status, stdout, stderr], [0, '', '']);
  const made = readDoubles(await readFile(path('out.npy')));
  const expected = readDoubles(await readFixture('stft/case-00.npy'));
  assert.deepEqual(made.shape, [129, 14]);
  const error = largestDifference(made.values, expected.values);
  assert.ok(error <= tolerance, `largest error ${error}`);
});

test('every fixture’s settings are understood as options', async t => {
  const path = await createFolder(t);
  for (const {file, length, ...settings} of cases) {
    await writeFile(path('in.npy'), formatNpy([length], noise.slice(0, length)));
    await stft([path('in.npy'), path('out.npy'), ...flags(settings)]);
    const made = readDoubles(await readFile(path('out.npy')));
    const expected = readDoubles(await readFixture(`stft/${file}`));
    assert.deepEqual(made.shape, expected.shape);
    const error = largestDifference(made.values, expected.values);
    assert.ok(error <= tolerance, `${file}: largest error ${error}`);
  }
});

test('rows are transformed one by one and keep their place', async t => {
  const path = await createFolder(t);
  const options = flags({nperseg: 16, noverlap: 8, fs: 256});
  for (const shape of [
    [3, 100],
    [3, 1, 100],
    [1, 300],
  ]) {
    const length = shape[shape.length - 1];
    await writeFile(path('in.npy'), formatNpy(shape, noise.slice(0, 300)));
    await stft([path('in.npy'), path('all.npy'), ...options]);
    const all = readDoubles(await readFile(path('all.npy')));
    const frames = Math.floor((length - 8) / 8);
    assert.deepEqual(all.shape, [...shape.slice(0, -1), 9, frames]);
    for (let row = 0; row < 300 / length; row++) {
      const signal = noise.slice(row * length, (row + 1) * length);
      await writeFile(path('row.npy'), formatNpy([length], signal));
      await stft([path('row.npy'), path('one.npy'), ...options]);
      const one = readDoubles(await readFile(path('one.npy'))).values;
      const part = all.values.slice(row * one.length, (row + 1) * one.length);
      assert.deepEqual(part, one, `row ${row} of (${shape})`);
    }
  }
});

test('float32 signals are transformed in double precision', async t => {
  const path = await createFolder(t);
  const single = Float32Array.from(noise);
  await writeFile(path('single.npy'), formatNpy([1003], single));
  await writeFile(path('double.npy'), formatNpy([1003], Float64Array.from(single)));
  const made = [];
  for (const name of ['single', 'double']) {
    const {status} = await fourierNet(
      'stft',
      path(`${name}.npy`),
      path('out.npy'),
      '--nfft',
      '300',
    );
    assert.equal(status, 0);
    made.push(await readFile(path('out.npy')));
  }
  assert.deepEqual(made[0], made[1]);
});

const python = pythonWithScipy();

test('fresh random signals agree with SciPy itself', needsScipy(python), async t => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
  const path = await createFolder(t);
  const seed = Math.floor(Math.random() * 2 ** 32);
  const {cases: count} = runPython<{cases: number}>(
    python,
    'scipy_cases.py',
    'make',
    path(''),
    String(seed),
  );
  const fresh: {name: string; settings: Record<string, string | number>}[] = JSON.parse(
    String(await readFile(path('cases.json'))),
  );
  for (const {name, settings} of fresh) {
    await stft([path(`${name}-in.npy`), path(`${name}-out.npy`), ...flags(settings)]);
  }
  const {errors} = runPython<{errors: Record<string, number>}>(
    python,
    'scipy_cases.py',
    'compare',
    path(''),
  );
  assert.equal(fresh.length, count);
  for (const {name, settings} of fresh) {
    const shown = () => `seed ${seed}, ${JSON.stringify(settings)}: largest error ${errors[name]}`;
    assert.ok(errors[name] <= tolerance, shown());
  }
  const largest = Math.max(...Object.values(errors));
  t.diagnostic(`seed ${seed}: largest error ${largest} in ${count} cases`);
});
