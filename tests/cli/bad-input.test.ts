import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {formatNpy} from '../../web/formats/npy.ts';
import {createFolder, fourierNet} from './run-cli.ts';

const path = await createFolder({after});

before(async () => {
  const signal = formatNpy(
    [300],
    Float64Array.from({length: 300}, (_, i) => Math.sin(i)),
  );
  const bad = Float32Array.from({length: 300}, (_, i) => (i === 203 ? NaN : i));
  const withType = (dtype: string) =>
    Buffer.from(Buffer.from(signal).toString('latin1').replace('<f8', dtype), 'latin1');
  await mkdir(path('folder'));
  const files = {
    'signal.npy': signal,
    'truncated.npy': signal.subarray(0, signal.length - 8),
    'half-header.npy': signal.subarray(0, 60),
    'times.npy': withType('<M8'),
    'complex.npy': withType('<c8'),
    'empty.npy': Buffer.alloc(0),
    'no-values.npy': formatNpy([0], Float32Array.of()),
    'no-rows.npy': formatNpy([0, 300], Float32Array.of()),
    'scalar.npy': formatNpy([], Float64Array.of(3)),
    'nan.npy': formatNpy([3, 100], bad),
    'infinite.npy': formatNpy([2], Float64Array.of(1, -Infinity)),
    'text.npy': Buffer.from('0.1, 0.2, 0.3, 0.4'),
    'vector.npy': formatNpy([4], Float32Array.of(1, 2, 3, 4)),
    'cube.npy': formatNpy([1, 2, 2], Float32Array.of(1, 2, 3, 4)),
    'W.npy': formatNpy([2, 2], Float32Array.of(1, 2, 3, 4)),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(path(name), bytes);
});

/** What is refused: its arguments (@name is a file of the folder) and what the one line says. */
const refused: Record<string, [string, RegExp]> = {
  // Commands, options, operands.
  'an unknown command': ['fly', /^fly is not a command: there are stft, train, predict/],
  'an inherited name for a command': ['toString', /^toString is not a command/],
  'an unknown option of train': ['train --colour=red', /--colour.* Options are --model --n --seed/],
  'an unknown option of stft': [
    'stft @signal.npy @o.npy --hop=3',
    /--hop.* Options are --fs --window/,
  ],
  'an unknown option of predict': ['predict @W.npy @W.npy @o.npy -x', /-x.* Options are --kernel/],
  'a setting of the page': ['train --theme=dark', /--theme.* Options are/],
  'an option without its value': ['train --n', /--n/],
  'a value for a flag': ['train --json=yes --steps=1', /--json/],
  'an operand of train': ['train W.npy', /^expected no file names, got 1 operand/],
  'stft without files': ['stft', /^expected IN\.npy OUT\.npy, got 0 operands/],
  'stft with one file': ['stft @signal.npy', /^expected IN\.npy OUT\.npy, got 1 operand/],
  'stft with three files': ['stft @signal.npy @a.npy @b.npy', /^expected IN\.npy OUT\.npy, got 3/],
  'predict with two files': ['predict @W.npy @W.npy', /^expected W\.npy IN\.npy OUT\.npy, got 2/],

  // Settings of a run.
  'another size': ['train --n=100', /^n=100 .*allowed is 4, 8, 16, 32, 64, 128, 256, 512/],
  'a size that is too large': ['train --n=1024', /^n=1024 .*4, 8, 16/],
  'an unknown model': ['train --model=cnn', /^model=cnn .*allowed is dft/],
  'an unknown optimiser': ['train --optimizer=adagrad', /^optimizer=adagrad .*sgd, momentum, adam/],
  'a learning rate of NaN': ['train --lr=NaN', /^lr=NaN .*a number from 1e-9 to 10000/],
  'a learning rate below 0': ['train --lr -1', /^lr=-1 .*a number from 1e-9 to 10000/],
  'a learning rate out of range': ['train --lr=1e5', /^lr=.* from 1e-9 to 10000/],
  'a batch of 0': ['train --batch=0', /^batch=0 .*a whole number from 1 to 1024/],
  'a batch that is too large': ['train --batch=1025', /^batch=1025 .*from 1 to 1024/],
  'half a batch': ['train --batch=2.5', /^batch=2\.5 .*a whole number from 1/],
  'a seed that is not a number': ['train --seed=abc', /^seed=abc .*from 0 to 4294967295/],
  'a seed out of range': ['train --seed=4294967296', /^seed=4294967296 .*from 0 to 4294967295/],
  'a seed below 0': ['train --seed -1', /^seed=-1 .*from 0 to 4294967295/],
  'no examples': ['train --examples=0', /^examples=0 .*from 1 to 1000000, or streaming/],
  'no steps': ['train --steps=0', /^steps=0 .*from 1 to 1000000000/],
  'no epochs': ['train --epochs=0', /^epochs=0 .*from 1 to 1000000/],
  'too many workers': ['train --workers=33', /^workers=33 .*from 1 to 32/],
  'an unknown kernel': ['train --kernel=cuda', /^kernel=cuda .*auto, simd128/],
  'a target of 0': ['train --target-loss=0', /^target-loss=0 .*from 1e-300/],
  'an empty value': ['train --n=', /^n= .*4, 8, 16/],
  'steps and epochs': ['train --steps=5 --epochs=1', /^steps=5 and epochs=1 .*one of them/],
  'a batch of exact': ['train --optimizer=exact --batch=32', /^batch=32 is not used by .*=exact/],
  'a rate of exact': ['train --optimizer=exact --lr=1', /^lr=1 is not used by optimizer=exact/],
  'too few examples for exact': [
    'train --optimizer=exact --examples=511',
    /^examples=511 .*from 512 to 1000000 with optimizer=exact/,
  ],
  'too large a batch for kaczmarz': [
    'train --optimizer=kaczmarz --batch=129',
    /^batch=129 .*from 1 to 128 with optimizer=kaczmarz/,
  ],
  'epochs of streaming': [
    'train --epochs=1 --examples=streaming',
    /^epochs=1 .*streaming.*give steps/,
  ],

  // Settings of the STFT.
  'a sample rate that is no number': [
    'stft @signal.npy @o.npy --fs=fast',
    /^fs=fast is not a number/,
  ],
  'a sample rate of 0': ['stft @signal.npy @o.npy --fs=0', /^fs=0 .*above 0/],
  'a sample rate of NaN': ['stft @signal.npy @o.npy --fs=NaN', /^fs=NaN is not a number/],
  'an unknown window': [
    'stft @signal.npy @o.npy --window=kaiser',
    /^window=kaiser .*hann, hamming/,
  ],
  'half a segment': ['stft @signal.npy @o.npy --nperseg=1.5', /^nperseg=1\.5: .*a whole number/],
  'an empty segment': ['stft @signal.npy @o.npy --nperseg=0', /^nperseg=0 .*1 to 1048576/],
  'an overlap of a segment': [
    'stft @signal.npy @o.npy --noverlap=256',
    /^noverlap=256 .*0 to .*255/,
  ],
  'an overlap below 0': ['stft @signal.npy @o.npy --noverlap -1', /^noverlap=-1 .*0 to/],
  'a transform shorter than a segment': [
    'stft @signal.npy @o.npy --nfft=128',
    /^nfft=128 .*256 to/,
  ],
  'a transform that does not fit': [
    'stft @signal.npy @o.npy --nfft=5e9',
    /^nfft=5e9: .*below 2\^31/,
  ],
  'an unknown detrend': [
    'stft @signal.npy @o.npy --detrend=linear',
    /^detrend=linear .*constant, none/,
  ],
  'an unknown scaling': [
    'stft @signal.npy @o.npy --scaling=psd',
    /^scaling=psd .*density, spectrum/,
  ],
  'a signal shorter than a segment': [
    'stft @signal.npy @o.npy --nperseg=301',
    /300 samples: .*= 301/,
  ],

  // Files to read.
  'a missing file': [
    'stft @none.npy @o.npy',
    /none\.npy cannot be read \(no such file or folder\)/,
  ],
  'a folder for a file': ['stft @folder @o.npy', /folder cannot be read \(it is a folder\)/],
  'a truncated file': [
    'stft @truncated.npy @o.npy',
    /truncated\.npy is truncated: .*2400 bytes.* 2392/,
  ],
  'a truncated header': [
    'stft @half-header.npy @o.npy',
    /half-header\.npy is truncated in its header/,
  ],
  dates: [
    'stft @times.npy @o.npy',
    /times\.npy has dtype <M8: allowed are bool, .*, not dates\.$/m,
  ],
  'complex numbers': [
    'stft @complex.npy @o.npy',
    /has dtype <c8: .* float64, not complex numbers\./,
  ],
  'an empty file': ['stft @empty.npy @o.npy', /empty\.npy is empty/],
  'an array without values': [
    'stft @no-values.npy @o.npy',
    /no-values\.npy holds no values: .*\(0\)/,
  ],
  'an array without rows': ['stft @no-rows.npy @o.npy', /holds no values: its shape is \(0, 300\)/],
  'a single number': ['stft @scalar.npy @o.npy', /scalar\.npy is a single number/],
  NaN: ['stft @nan.npy @o.npy', /nan\.npy contains NaN \(row 2, column 3\): allowed are finite/],
  infinity: ['stft @infinite.npy @o.npy', /infinite\.npy contains -Infinity \(row 0, column 1\)/],
  'a text': ['stft @text.npy @o.npy', /text\.npy is not an \.npy file/],
  'missing weights': ['predict @none.npy @W.npy @o.npy', /none\.npy cannot be read/],
  'truncated weights': ['predict @truncated.npy @W.npy @o.npy', /truncated\.npy is truncated/],
  'weights of NaN': ['predict @nan.npy @W.npy @o.npy', /nan\.npy contains NaN/],
  'weights that are a vector': [
    'predict @vector.npy @W.npy @o.npy',
    /shape \(4,\): .*\(inputs, outputs\)\. Weights of a butterfly or recurrent network need/,
  ],
  'weights that are no butterfly': [
    'predict @W.npy @W.npy @o.npy --model=butterfly',
    /W\.npy has shape \(2, \d+\): allowed is \(log2 n, 4 n\)/,
  ],
  'a model that needs no naming': [
    'predict @W.npy @W.npy @o.npy --model=dft',
    /^model=dft is not possible: allowed is butterfly/,
  ],
  'a butterfly that is too small': [
    'train --model=butterfly --n=4',
    /^n=4 .*allowed is 8, .*1024 with model=butterfly/,
  ],
  'a butterfly that is too large': ['train --model=butterfly --n=2048', /^n=2048 .*allowed is 8, /],
  'a butterfly by LMS': [
    'train --model=butterfly --optimizer=lms',
    /^optimizer=lms .*sgd, momentum, adam, amsgrad with model=butterfly/,
  ],
  'a hop longer than the window': [
    'train --model=recurrent --hop=17',
    /^hop=17 .*from 1 to 16 with nperseg=16/,
  ],
  'a window of the recurrent network that is not there': [
    'train --model=recurrent --nperseg=512',
    /^nperseg=512 .*allowed is 16, 32, 64, 128, 256/,
  ],
  'a memory that is too large': ['train --model=recurrent --units=513', /^units=513 .*1 to 512/],
  'a recurrent network by LMS': [
    'train --model=recurrent --optimizer=lms',
    /^optimizer=lms .*sgd, momentum, adam, amsgrad with model=recurrent/,
  ],
  'inputs of NaN': ['predict @W.npy @nan.npy @o.npy', /nan\.npy contains NaN/],
  'inputs of another length': [
    'predict @W.npy @vector.npy @o.npy',
    /2 inputs, so allowed is \(2,\) or/,
  ],
  'inputs of three dimensions': [
    'predict @W.npy @cube.npy @o.npy',
    /shape \(1, 2, 2\): .*\(rows, 2\)/,
  ],
  'an unknown kernel of predict': [
    'predict @W.npy @W.npy @o.npy --kernel=x',
    /^kernel=x .*simd128/,
  ],

  // Files to write.
  'a folder to write to': [
    'stft @signal.npy @folder',
    /folder cannot be written \(it is a folder\)/,
  ],
  'a missing folder': [
    'stft @signal.npy @none/o.npy',
    /o\.npy cannot be written \(no such file or folder\)/,
  ],
  'a file for a folder': [
    'stft @signal.npy @W.npy/o.npy',
    /cannot be written \(a part of the path/,
  ],
  'a folder for predictions': [
    'predict @W.npy @W.npy @folder',
    /cannot be written \(it is a folder\)/,
  ],
  'a missing folder for predictions': [
    'predict @W.npy @W.npy @none/o.npy',
    /cannot be written \(no such/,
  ],
  'a folder for weights': [
    'train --steps=1 --save=@folder',
    /cannot be written \(it is a folder\)/,
  ],
  'a missing folder for weights': [
    'train --steps=1 --save=@none/W.npy',
    /cannot be written \(no such/,
  ],
};

for (const [what, [args, message]] of Object.entries(refused)) {
  test(`${what} is refused in one line, with status 2: ${args}`, async () => {
    const words = args.split(' ').map(word => word.replace(/@(.*)/, (_, name) => path(name)));
    const {status, stdout, stderr} = await fourierNet(...words);
    assert.match(stderr, /^fourier-net: [^\n]+\n$/);
    const line = stderr.slice('fourier-net: '.length);
    assert.match(line, message);
    assert.equal(status, 2);
    assert.equal(stdout, '');
  });
}
