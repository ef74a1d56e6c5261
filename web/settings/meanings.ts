import {models} from '../models.ts';

const learned = Object.entries(models).map(([name, model]) => `${name}, ${model.name}`);

/**
 * What each setting means, in one line: for --help and tooltips. Beside the table of settings, as
 * few readers wait for it.
 */
export const meanings: Readonly<Record<string, string>> = {
  model: `what is learned: ${learned.join('; ')}`,
  n:
    'samples of the transform; with complex ones in and out a layer has 4 n^2 weights, a ' +
    'butterfly 4 n log2 n',
  seed: 'start of all random numbers: the same seed gives the same run',
  optimizer:
    'how the weights follow from the error; kaczmarz: what makes the batch right, at the least ' +
    'change; exact: the normal equations of all examples, then their refinement',
  lr:
    'learning rate; left out: lms B/(B+d+1) for batch B and d inputs, sgd the same step, Adam ' +
    'family 0.03 for dft, dct, hartley and hadamard, 0.01 for hilbert, 0.05 for butterfly (its sgd ' +
    'and momentum 0.2), 0.1 sqrt(16 / nperseg) min(1, nperseg / units) ' +
    'min(1, 6 hop / nperseg) for recurrent (its sgd and momentum 1), 0.01 of the ' +
    'largest weight, at least 0.01 sqrt(6 / (inputs + outputs)), for convolution and own, 0.001 for ' +
    'the others, kaczmarz 1 (stable below 2); not for exact',
  'decay-steps':
    'steps in which the learning rate falls to zero, as half a cosine; a run without steps or epochs ends there; left ' +
    'out: it stays',
  'lr-changes':
    'learning rates that begin at later steps: step:rate,step:rate; a live change in a link',
  batch: 'examples a step; kaczmarz: at most half the inputs; not for exact, which takes all',
  examples:
    'examples in an epoch, reshuffled each time; streaming never repeats one; exact: at least ' +
    'twice the inputs, left out: four times',
  epochs: 'stop after exactly this many epochs',
  steps: 'stop after exactly this many steps',
  'target-loss': 'stop when the held-out loss is this low',
  workers:
    'how many workers share the output columns, with the same result for any number; left out: ' +
    'one a core for spectrogram, else 1',
  kernel: 'matrix kernel: auto, the fastest here; simd128, the same bits on every machine',
  speed:
    'steps a second; watch: few at first, when most changes, then more and more; max: as fast as it ' +
    'goes',
  data:
    'what it trains on: white noise, or tones, sums of four frequencies only; the held-out loss ' +
    'is on noise. Tones: not for kaczmarz and exact',
  response:
    'impulse response h of the convolution, y[k] = sum of x[m] h[(k-m) mod n]: its samples, with ' +
    'commas between; what goes beyond n comes round',
  matrix: 'matrix that own learns, y = x M: a row for each input and a column for each output',
  nperseg: 'samples of the window of a frame',
  hop:
    'samples read at a time, from one frame to the next: from nperseg / 16 to nperseg; left out: ' +
    'nperseg / 4',
  units: 'numbers that the cell remembers; left out: nperseg',
  signal: 'what the learned transform is tried on',
  view: 'which pictures are shown',
  controls: 'how many controls are shown; minimal: the top bar only',
  theme: 'colours: auto follows the reader’s system',
  autoplay: 'start by itself when it comes into view; never under reduced motion',
};
