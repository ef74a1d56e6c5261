import {models} from '../../web/models.ts';
import {allowedRange} from '../../web/settings/check.ts';
import {meanings} from '../../web/settings/meanings.ts';
import {settingsTable} from '../../web/settings/table.ts';
import type {Setting} from '../../web/settings/setting.ts';

/** Arguments of scipy.signal.spectrogram with the 2020 post's values. */
export const stftOptions = {
  fs: {default: '256', meaning: 'sample rate in Hz'},
  window: {default: 'hann', meaning: 'hann, hamming, blackman or boxcar, periodic'},
  nperseg: {default: '256', meaning: 'samples in a segment'},
  noverlap: {default: '200', meaning: 'samples shared with the next segment: 0 to nperseg - 1'},
  nfft: {default: 'nperseg', meaning: 'length of the transform, at least nperseg'},
  detrend: {default: 'constant', meaning: 'constant subtracts each segment’s mean; none'},
  scaling: {default: 'density', meaning: 'density, spectrum or none'},
};

export function mainHelp() {
  return `fourier-net: a single linear layer learns the Fourier transform

  fourier-net stft IN.npy OUT.npy         the reference short-time Fourier transform
  fourier-net train --model dft           train a network
  fourier-net predict W.npy IN.npy OUT.npy  what a trained network makes of the rows of IN

fourier-net COMMAND --help explains each. Exit status: 0 done, 1 the run failed (diverged, a worker
died) or what it made could not be written, 2 bad usage or input, or too little memory or disk for
it, which is found before work begins, 130 interrupted.
`;
}

export function commandHelp(command: string) {
  if (command === 'stft') {
    return `fourier-net stft IN.npy OUT.npy [options]

The short-time Fourier transform of each row of IN (floats of 16 to 64 bits, whole numbers or bool,
shape (..., L)), in double precision, as scipy.signal.spectrogram(window='hann', mode='complex')
gives it with these values. OUT is complex128 of shape (..., nfft/2+1, T),
T = floor((L - noverlap) / (nperseg - noverlap)). Long signals go through in pieces: what has to fit
into memory is a frame, about 500 bytes for each value of nfft, and OUT only on the disk.

${table(Object.entries(stftOptions).map(([key, o]) => [`--${key}`, `${o.meaning} [${o.default}]`]))}`;
  }
  if (command === 'predict') {
    return `fourier-net predict W.npy IN.npy OUT.npy [--kernel auto|simd128] [--model M]

OUT = IN times W in float32: W of shape (inputs, outputs), IN of shape (inputs,) or (rows, inputs).
The rows go through some at a time: only W has to fit into memory. What float32 cannot hold, in W, in
IN or in OUT, is refused by its place.
Complex numbers are rows too: the real parts of all, then their imaginary parts.
With --model butterfly W holds the layers of that network, (log2 n, 4 n), and rows of 2 n pass them.
With --model recurrent W is the cell [[A, C], [B, 0]], and IN is a sound of shape (hops, hop), with
nothing before it; OUT has a frame a hop.
`;
  }
  const settings = settingsTable.filter(setting => setting.scope === 'run');
  return `fourier-net train [settings] [--save W.npy] [--json]

Trains a network in as many workers as asked for, with the page's own WebAssembly. Without
--steps or --epochs it stops when it has converged: when the held-out loss no longer falls and
is near what float32 allows; exact, when a refinement no longer lowers it. From few examples the
former never happens; Ctrl-C ends it. With --decay-steps, which butterfly and recurrent have by
default, it ends where the learning rate is zero. W.npy is float32 of shape (inputs, outputs),
so x @ numpy.load('W.npy') is the network. Of a butterfly it is (log2 n, 4 n): a layer a row,
the complex 2 x 2 blocks in order. Of a recurrent cell it is [[A, C], [B, 0]]: h <- h A + x B
for each hop x, its frame is h C.
All of its memory is asked for before it begins: where there is not so much, it says how much it is.

${table([
  ...settings.map(setting => [
    `--${setting.key}`,
    `${belongsTo(setting)}${meanings[setting.key]}\n${allowedRange(setting)} [${defaultsOf(setting)}]`,
  ]),
  ['--save W.npy', 'write the weights when the run is over'],
  ['--checkpoint F', 'save the whole run in F every minute, at the end, and on Ctrl-C'],
  ['--resume F', 'go on with a saved run; of the settings, only its end and --workers may change'],
  ['--json', 'one JSON object a line, the last with "final": true'],
])}`;
}

function belongsTo({models: users}: Setting) {
  return users ? `of ${users.join(', ')}: ` : '';
}

function defaultsOf({key, default: usual}: Setting) {
  const others = Object.entries(models).flatMap(([model, {settings}]) =>
    settings[key]?.default === undefined ? [] : [`, ${model} ${settings[key].default}`],
  );
  return `${usual ?? 'left out'}${others.join('')}`;
}

/** @param rows of option and text */
function table(rows: string[][]) {
  const begin = 18;
  return rows
    .map(([option, text]) => {
      const lines = text.split('\n').flatMap(line => wrapped(line, 100 - begin));
      return `  ${option.padEnd(begin - 2)}${lines.join(`\n${' '.repeat(begin)}`)}\n`;
    })
    .join('');
}

function wrapped(line: string, width: number) {
  const [first, ...words] = line.split(' ');
  const lines = [first];
  for (const word of words) {
    const longer = `${lines[lines.length - 1]} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
