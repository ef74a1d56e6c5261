import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {cli, createFolder} from './run-cli.ts';

const path = await createFolder({after});

before(() => writeFile(path('x.npy'), formatNpy([2, 2], Float64Array.of(1, 2, 3, 4))));

/** Memory that the core may have, in pages of 64 KiB, and what each command says of it then. */
const refused = [
  [
    640,
    'train --model spectrogram --workers 2',
    /^Training takes 3\d\d MB of memory with model=spectrogram, optimizer=amsgrad, batch=256, workers=2, and /,
  ],
  [
    300,
    'train --n 512 --optimizer exact',
    /^Training takes \d\d MB of memory with model=dft, n=512, optimizer=exact, workers=1, and /,
  ],
  [
    300,
    'stft @x.npy @o.npy --nperseg 2 --noverlap 0 --nfft 1048576',
    /nfft=1048576 need \d+.* MB of memory, which are not there/,
  ],
  [100, 'train --n 4', /^The training code could not be started: it takes 17 MB of memory, and /],
  [
    100,
    'stft @x.npy @o.npy --nperseg 2',
    /^The training code could not be started: it takes 17 MB /,
  ],
  [100, 'predict @x.npy @x.npy @o.npy', /^The training code could not be started: it takes 17 MB /],
];

for (const [pages, command, message] of refused as [number, string, RegExp][]) {
  test(`with ${pages} pages of memory one line refuses ${command}`, () => {
    const args = command.split(' ').map(arg => (arg[0] === '@' ? path(arg.slice(1)) : arg));
    const flags = [`--wasm-max-mem-pages=${pages}`];
    const {status, stdout, stderr} = spawnSync(process.execPath, [...flags, cli, ...args], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^fourier-net: [^\n]*\n$/);
    assert.match(stderr.slice('fourier-net: '.length), message);
  });
}
