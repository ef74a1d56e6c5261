import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, readFile, watch, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {stft} from '../../scripts/cli/stft.ts';
import {formatNpy} from '../../web/formats/npy.ts';
import {loadCore, postStft} from '../core/load-core.ts';
import {cli, createFolder, fourierNet} from './run-cli.ts';

const noise = (length: number, seed = 1) => core.normals(seed, 4, 0, length);
const core = await loadCore();

const flags = (settings: Record<string, string | number>) =>
  Object.entries(settings).map(([key, value]) => `--${key}=${value}`);

// Both results have more frames than are transformed at once; the first more than are written.
for (const [nfft, length] of [
  [4096, 2200],
  [65536, 215],
]) {
  test(`what is transformed in pieces is what it is at once: nfft ${nfft}`, async t => {
    const path = await createFolder(t);
    const settings = {nperseg: 16, noverlap: 15, nfft};
    const rows = [noise(length, 1), noise(length, 2)];
    const wanted = rows.map(row => core.stft({...postStft, ...settings}, Float64Array.from(row)));
    const inOrder = formatNpy([2, length], Float32Array.from([...rows[0], ...rows[1]]));
    const turned = Float32Array.from({length: 2 * length}, (_, i) => rows[i % 2][i >> 1]);
    const interleaved = Buffer.from(formatNpy([2, length], turned));
    interleaved.write('True, ', interleaved.indexOf('False,'), 'latin1');
    for (const bytes of [inOrder, interleaved]) {
      await writeFile(path('in.npy'), bytes);
      await stft([path('in.npy'), path('out.npy'), ...flags(settings)]);
      const out = await readFile(path('out.npy'));
      const begin = 10 + out.readUInt16LE(8);
      const header = out.toString('latin1', 10, begin);
      assert.match(header, new RegExp(`\\(2, ${nfft / 2 + 1}, ${length - 15}\\)`));
      for (const [row, {buffer, byteLength}] of wanted.entries()) {
        const part = out.subarray(begin + row * byteLength, begin + (row + 1) * byteLength);
        assert.ok(part.equals(new Uint8Array(buffer)), `row ${row}`);
      }
      assert.equal(out.length, begin + 2 * wanted[0].byteLength);
    }
  });
}

test('what the disk has no room for is refused with its size before work begins', async t => {
  const path = await createFolder(t);
  await writeFile(path('in.npy'), formatNpy([2 ** 24], new Float32Array(2 ** 24)));
  await writeFile(path('out.npy'), 'as it was');
  const options = ['--nperseg=16', '--noverlap=15', '--nfft=1048576'];
  const {status, stdout, stderr} = await fourierNet(
    'stft',
    path('in.npy'),
    path('out.npy'),
    ...options,
  );
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(
    stderr,
    /^fourier-net: .*out\.npy would have 140737\.6 GB: .* room for [\d.]+ .B\.\n$/,
  );
  assert.equal(String(await readFile(path('out.npy'))), 'as it was');
  assert.deepEqual((await readdir(path(''))).sort(), ['in.npy', 'out.npy']);
});

test('a transform beyond float64 is refused, and the target is as it was', async t => {
  const path = await createFolder(t);
  await writeFile(path('in.npy'), formatNpy([2, 16], new Float64Array(32).fill(1e308, 16)));
  await writeFile(path('out.npy'), 'as it was');
  const options = ['--nperseg=16', '--noverlap=0'];
  const {status, stderr} = await fourierNet('stft', path('in.npy'), path('out.npy'), ...options);
  assert.equal(status, 2);
  assert.match(stderr, /^fourier-net: .*in\.npy: .*row 1 overflows float64 in frame 0\.\n$/);
  assert.equal(String(await readFile(path('out.npy'))), 'as it was');
});

for (const [signal, expected] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} ends it with ${expected} and leaves the target as it was`, async t => {
    const path = await createFolder(t);
    await writeFile(path('in.npy'), formatNpy([2000], noise(2000)));
    await writeFile(path('out.npy'), 'as it was');
    const begun = (async () => {
      for await (const {filename} of watch(path(''))) if (filename === 'out.npy.part') return;
    })();
    const options = ['--nperseg=16', '--noverlap=15', '--nfft=1048576'];
    const child = spawn(process.execPath, [
      cli,
      'stft',
      path('in.npy'),
      path('out.npy'),
      ...options,
    ]);
    let said = '';
    child.stderr.on('data', data => (said += data));
    const ended = once(child, 'close');
    await begun;
    child.kill(signal);
    assert.deepEqual(await ended, [expected, null]);
    assert.equal(said, 'fourier-net: interrupted: nothing was written.\n');
    assert.equal(String(await readFile(path('out.npy'))), 'as it was');
    assert.deepEqual((await readdir(path(''))).sort(), ['in.npy', 'out.npy']);
  });
}
