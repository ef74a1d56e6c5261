import assert from 'node:assert/strict';
import {access, open, readFile, writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import {formatNpy, npyHeader} from '../../web/formats/npy.ts';
import {parseNpy} from '../settings/parse-npy.ts';
import {createFolder, fourierNet} from './run-cli.ts';

/** More than go through at a time. */
const rows = 10_000;

/** Row r is r mod 100: of these, sums have no rounding. */
const values = Float32Array.from({length: rows}, (_, r) => r % 100);

test('rows go through some at a time, each as it would alone', async t => {
  const path = await createFolder(t);
  await writeFile(path('W.npy'), formatNpy([1, 2], Float32Array.of(1, -2)));
  await writeFile(path('X.npy'), formatNpy([rows, 1], values));
  const outcome = await fourierNet('predict', path('W.npy'), path('X.npy'), path('Y.npy'));
  assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
  const y = parseNpy(await readFile(path('Y.npy')));
  assert.deepEqual(y.shape, [rows, 2]);
  assert.deepEqual(
    y.values,
    Float32Array.from({length: 2 * rows}, (_, i) => 0 + [1, -2][i % 2] * values[i >> 1]),
  );
});

test('many rows of weights come into place, also where they stand column by column', async t => {
  const path = await createFolder(t);
  const even = Float32Array.from({length: rows}, (_, r) => Number(r % 2 === 0));
  await writeFile(path('X.npy'), formatNpy([2, rows], Float32Array.of(...values, ...even)));
  const columns = Float32Array.of(...values.map((_, r) => r % 7), ...even);
  const header = Buffer.from(npyHeader('<f4', [rows, 2])).toString('latin1');
  const turned = Buffer.from(
    header.replace("'fortran_order': False", "'fortran_order': True "),
    'latin1',
  );
  await writeFile(path('W.npy'), Buffer.concat([turned, new Uint8Array(columns.buffer)]));
  const outcome = await fourierNet('predict', path('W.npy'), path('X.npy'), path('Y.npy'));
  assert.deepEqual(outcome, {status: 0, stdout: '', stderr: ''});
  const sum = (term: (r: number) => number) => values.reduce((total, _, r) => total + term(r), 0);
  assert.deepEqual(
    [...parseNpy(await readFile(path('Y.npy'))).values],
    [
      sum(r => (r % 100) * (r % 7)),
      sum(r => (r % 100) * even[r]),
      sum(r => even[r] * (r % 7)),
      sum(r => even[r]),
    ],
  );
});

test('a recurrent cell remembers from one piece of a sound to the next', async t => {
  const path = await createFolder(t);
  await writeFile(path('W.npy'), formatNpy([2, 2], Float32Array.of(1, 1, 1, 0))); // it adds up
  await writeFile(path('X.npy'), formatNpy([rows, 1], values));
  const files = [path('W.npy'), path('X.npy'), path('Y.npy')];
  assert.equal((await fourierNet('predict', '--model', 'recurrent', ...files)).status, 0);
  let sum = 0;
  assert.deepEqual(
    parseNpy(await readFile(path('Y.npy'))).values,
    values.map(x => (sum += x)),
  );
});

const tooLarge: Record<string, [shape: number[], x: number[], options: string[], size: RegExp]> = {
  'a single layer': [[40_000, 20_000], [40_000], [], /3\d\d\d MB/],
  'a butterfly': [[22, 2 ** 24], [2 ** 23], ['--model=butterfly'], /\d{4,5} MB/],
};

for (const [name, [shape, x, options, size]] of Object.entries(tooLarge)) {
  test(`weights of ${name} that do not fit are refused with their size`, async t => {
    const path = await createFolder(t);
    for (const [file, of] of Object.entries({'W.npy': shape, 'X.npy': x})) {
      const handle = await open(path(file), 'w');
      const header = npyHeader('<f4', of);
      await handle.write(header);
      await handle.truncate(header.length + 4 * of.reduce((product, length) => product * length));
      await handle.close();
    }
    const files = [path('W.npy'), path('X.npy'), path('Y.npy')];
    const {status, stderr} = await fourierNet('predict', ...files, ...options);
    assert.equal(status, 2);
    assert.match(stderr, /^fourier-net: \S*W\.npy has shape \(\d+, \d+\): to apply it takes/);
    assert.match(stderr, size);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    await assert.rejects(access(path('Y.npy')));
  });
}
