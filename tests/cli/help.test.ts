import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settingsTable} from '../../web/settings/table.ts';
import {fourierNet} from './run-cli.ts';

test('help names the commands', async () => {
  for (const word of ['--help', '-h', 'help']) {
    const {status, stdout, stderr} = await fourierNet(word);
    assert.deepEqual([status, stderr], [0, ''], word);
    for (const command of ['stft', 'train', 'predict']) {
      assert.match(stdout, new RegExp(`fourier-net ${command} `));
    }
  }
});

test('without a command, help is shown and the status is 2', async () => {
  const {status, stdout} = await fourierNet();
  assert.equal(status, 2);
  assert.match(stdout, /fourier-net COMMAND --help/);
});

const options: Record<string, string[]> = {
  stft: ['fs', 'window', 'nperseg', 'noverlap', 'nfft', 'detrend', 'scaling'],
  train: [
    ...settingsTable.filter(({scope}) => scope === 'run').map(({key}) => key),
    'save',
    'json',
  ],
  predict: ['kernel', 'model'],
};

for (const [command, keys] of Object.entries(options)) {
  test(`help for ${command} explains its use and names every option`, async () => {
    const {status, stdout, stderr} = await fourierNet(command, '--help');
    assert.deepEqual([status, stderr], [0, '']);
    assert.ok(stdout.startsWith(`fourier-net ${command} `), stdout);
    for (const key of keys) assert.ok(stdout.includes(`--${key}`), `--${key} is missing`);
    assert.deepEqual(await fourierNet(command, '-h'), {status, stdout, stderr});
  });
}
