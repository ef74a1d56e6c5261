import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {after, test} from 'node:test';
import {cli, createFolder, fourierNet, lastReport} from './run-cli.ts';

const path = await createFolder({after});
const settings = ['--n', '16', '--optimizer', 'amsgrad', '--kernel', 'simd128'];

const butterfly = ['--model', 'butterfly', '--n', '16', '--kernel', 'simd128'];
const recurrent = ['--model', 'recurrent', '--units', '13', '--kernel', 'simd128'];

for (const [name, given] of Object.entries({dft: settings, butterfly, recurrent})) {
  test(`${name}: a run that was checkpointed and resumed ends with the bytes of one that was not`, async () => {
    const [run, whole, resumed] = [path('a.run'), path('whole.npy'), path('resumed.npy')];
    await fourierNet('train', ...given, '--steps', '40', '--checkpoint', run);
    const {status, stderr} = await fourierNet(
      ...['train', '--resume', run, '--steps', '90', '--workers', '2', '--save', resumed],
    );
    assert.deepEqual([status, stderr], [0, '']);
    await fourierNet('train', ...given, '--steps', '90', '--save', whole);
    assert.deepEqual(await readFile(resumed), await readFile(whole));
    assert.equal(existsSync(`${run}.part`), false);
  });
}

test('Ctrl-C saves the run, exits with 130, and the run goes on from there', async () => {
  const run = path('interrupted.run');
  const child = spawn(
    process.execPath,
    [cli, 'train', ...settings, '--lr', '1e-6', '--json', '--checkpoint', run],
    {stdio: ['ignore', 'pipe', 'inherit'], timeout: 60000, killSignal: 'SIGKILL'},
  );
  await once(child.stdout, 'data'); // it trains
  child.kill('SIGINT');
  const [status] = await once(child, 'close');
  assert.equal(status, 130);
  const {stdout} = await fourierNet('train', '--resume', run, '--steps', '1', '--json');
  const {step} = lastReport(stdout);
  assert.ok(step > 0, `resumed at step ${step}`);
  const refused = await fourierNet('train', '--resume', run, '--lr', '0.1');
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /^fourier-net: --lr belongs to the saved run: .*--steps/);
});

test('a run that was killed leaves its last checkpoint whole', async () => {
  const [run, whole, resumed] = [path('killed.run'), path('w.npy'), path('r.npy')];
  await fourierNet('train', ...settings, '--steps', '30', '--checkpoint', run);
  const child = spawn(
    process.execPath,
    [cli, 'train', '--resume', run, '--steps', '100000000', '--json', '--checkpoint', run],
    {stdio: ['ignore', 'pipe', 'inherit'], timeout: 60000, killSignal: 'SIGKILL'},
  );
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  await fourierNet('train', '--resume', run, '--steps', '70', '--save', resumed);
  await fourierNet('train', ...settings, '--steps', '70', '--save', whole);
  assert.deepEqual(await readFile(resumed), await readFile(whole));
});

test('a damaged file is refused in one line that names it, with status 2', async () => {
  const run = path('damaged.run');
  await fourierNet('train', ...settings, '--steps', '3', '--checkpoint', run);
  const bytes = await readFile(run);
  bytes[bytes.length - 30] ^= 1;
  await writeFile(run, bytes);
  for (const [file, reason] of [
    [run, 'is damaged: a checksum does not match.'],
    [path('missing.run'), 'cannot be read (no such file or folder).'],
  ]) {
    const {status, stdout, stderr} = await fourierNet('train', '--resume', file, '--steps', '9');
    assert.deepEqual([status, stdout, stderr], [2, '', `fourier-net: ${file} ${reason}\n`]);
  }
});
