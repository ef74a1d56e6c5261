import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {stft} from '../../scripts/cli/stft.ts';
import {createFolder, needsScipy, pythonWithScipy, runPython} from './run-cli.ts';

// The promise of SPEC.md 7, as a part of the largest value; ours are at some 1e-15.
const tolerance = 1e-12;

const python = pythonWithScipy();

test(
  'offsets, amplitudes, prime and long transforms are as in extended precision',
  needsScipy(python),
  async t => {
    assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
    const path = await createFolder(t);
    const seed = Math.floor(Math.random() * 2 ** 32);
    const {cases: count} = runPython<{cases: number}>(
      python,
      'stft_accuracy.py',
      'make',
      path(''),
      String(seed),
    );
    const cases: {name: string; settings: Record<string, number>}[] = JSON.parse(
      String(await readFile(path('cases.json'))),
    );
    assert.equal(cases.length, count);
    for (const {name, settings} of cases) {
      const flags = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
      await stft([path(`${name}-in.npy`), path(`${name}-out.npy`), ...flags]);
    }
    const errors: Record<string, {ours: number; scipy: number; apart: number}> = runPython(
      python,
      'stft_accuracy.py',
      'compare',
      path(''),
    );
    for (const {name} of cases) {
      const {ours, scipy, apart} = errors[name];
      const shown = `seed ${seed}, ${name}: ours ${ours}, SciPy's ${scipy}, apart ${apart}`;
      t.diagnostic(shown);
      assert.ok(ours <= tolerance, shown);
      if (scipy <= tolerance / 2) assert.ok(apart <= tolerance, shown);
    }
  },
);
