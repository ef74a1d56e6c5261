import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, needsScipy, pythonWithScipy, runPython} from '../cli/run-cli.ts';
import {loadCore, startTrainer} from './load-core.ts';
import {loadStudy} from './load-study.ts';
import type {Cell} from '../../web/engine/study/study-types.ts';

type Case = Omit<Cell, 'weights'> & {name: string; lags: number; tolerance: number};

const python = pythonWithScipy();
const script = '../core/study_cases.py';

test('eigenvalues and responses are those of NumPy', needsScipy(python), async t => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy and SciPy: install python3-scipy');
  const study = await loadStudy();
  const path = await createFolder(t);
  const seed = Math.floor(Math.random() * 2 ** 32);
  runPython(python, script, 'make', path(''), String(seed));
  const singles = async (name: string) =>
    new Float32Array(Uint8Array.from(await readFile(path(name))).buffer);
  const cases: Case[] = JSON.parse(String(await readFile(path('cases.json'))));
  cases.push(await trainedCase(path));
  await writeFile(path('cases.json'), JSON.stringify(cases));
  for (const {name, lags, ...sizes} of cases) {
    const cell = {weights: await singles(`${name}.f32`), ...sizes};
    const sound = await singles(`${name}-sound.f32`);
    const {real, imaginary, problem} = study.eigenvalues(cell);
    assert.equal(problem, '', name);
    const pairs = Float64Array.from({length: 2 * real.length}, (_, i) =>
      i % 2 === 0 ? real[i / 2] : imaginary[(i - 1) / 2],
    );
    await writeFile(path(`${name}-eigenvalues.c16`), pairs);
    await writeFile(path(`${name}-response.f32`), study.impulseResponse(cell, lags));
    await writeFile(path(`${name}-frames.f32`), study.framesOf(cell, sound));
  }
  const errors = runPython<Record<string, Record<string, number>>>(
    python,
    script,
    'compare',
    path(''),
  );
  for (const {name, tolerance} of cases) {
    const {eigenvalues, response, frames} = errors[name];
    const shown = `seed ${seed}, ${name}: eigenvalues ${eigenvalues}, response ${response}, frames ${frames}`;
    t.diagnostic(shown);
    assert.ok(eigenvalues <= tolerance, shown);
    // Rounded to float32, 6e-8, from sums in double precision.
    assert.ok(response <= 1e-7 && frames <= 1e-7, shown);
  }
});

/** A cell that has learned. */
async function trainedCase(path: (name: string) => string) {
  const trainer = startTrainer(await loadCore(), {
    model: 'recurrent',
    optimizer: 'adam',
    learningRate: 0.003,
    units: {begin: 0, end: 1},
  });
  while (trainer.step() < 300) trainer.advance();
  await writeFile(path('trained.f32'), trainer.weights());
  trainer.delete();
  await writeFile(
    path('trained-sound.f32'),
    Float32Array.from({length: 64}, (_, i) => Math.cos(i)),
  );
  return {name: 'trained', hidden: 16, hop: 4, outputs: 18, lags: 32, tolerance: 1e-6};
}
