import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {formatCurves} from '../../web/take-away/curves.ts';
import {createRun} from '../engine/helpers.ts';
import {cli, createFolder, needsScipy, pythonWithScipy} from './run-cli.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const snippets = [...readme.matchAll(/```python\n([^]*?)```/g)].map(([, code]) => code);
const python = pythonWithScipy();

/** Runs a program in a folder; what it prints. */
function output(program: string, args: string[], folder: string) {
  const {status, stdout, stderr} = spawnSync(program, args, {cwd: folder, encoding: 'utf8'});
  assert.equal(status, 0, stderr);
  return stdout;
}

test('the README’s Python does what it says', needsScipy(python), async t => {
  assert.ok(python, 'CI is set, but no python3 here has NumPy: install python3-scipy');
  const path = await createFolder(t);
  const folder = path('.');
  for (const file of ['W', 'butterfly', 'recurrent']) {
    const pattern = new RegExp(`^scripts/fourier-net\\.mjs (train .*--save ${file}\\.npy)$`, 'm');
    const [, command] = pattern.exec(readme) ?? [];
    output(process.execPath, [cli, ...command.split(' ')], folder);
  }
  // The page's file of the same run.
  const run = createRun(t, {n: 128, optimizer: 'lms', batch: 64, seed: 42});
  await run.step(200);
  const curves = formatCurves(run.history, run.settings);
  await writeFile(path('dft-128-lms-seed-42-step-200.csv'), curves);

  const hasTorch = spawnSync(python, ['-c', 'import torch'], {stdio: 'ignore'}).status === 0;
  assert.equal(snippets.length, 5);
  for (const code of snippets) {
    const [, packages] = /import (numpy as np\n(?:import torch)?)/.exec(code) ?? [];
    const isTorch = packages.includes('torch');
    const [, file] = /'(W|butterfly|recurrent|dft)\b/.exec(code) ?? [];
    const name = isTorch ? 'PyTorch' : `${file}`;
    const skip = isTorch && !hasTorch ? 'not run: python3-torch is not installed here' : false;
    await t.test(name, {skip}, () => {
      const printed = Number(output(python, ['-c', code], folder));
      const [, exponent] = /# about 1e-(\d+)/.exec(code) ?? [];
      // Within a power of ten of what the README says.
      const ratio = printed / Number(`1e-${exponent}`);
      assert.ok(ratio > 0.1 && ratio < 10, `${printed} is not about 1e-${exponent}`);
    });
  }
});
