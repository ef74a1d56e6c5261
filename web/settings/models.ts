import {matrixSize} from '#matrix';

/** What is known of a model without its task, see cpp/task and cpp/transform. */
interface Model {
  /** d; NaN where it has other sizes */
  inputs: (n: number, matrix: string | null) => number;
  /** whether it has a size n */
  sized: boolean;
}

/** Inputs of n complex samples. */
const complex = (n: number) => 2 * n;
/** Inputs of n real samples. */
const real = (n: number) => n;

export const models: Readonly<Record<string, Model>> = {
  dft: {inputs: complex, sized: true},
  spectrogram: {inputs: () => 2048, sized: false},
  shared: {inputs: () => 256, sized: false},
  idft: {inputs: complex, sized: true},
  dct: {inputs: real, sized: true},
  hartley: {inputs: real, sized: true},
  hadamard: {inputs: real, sized: true},
  hilbert: {inputs: real, sized: true},
  convolution: {inputs: real, sized: true},
  own: {inputs: (_, matrix) => (matrix === null ? NaN : matrixSize(matrix).inputs), sized: false},
  butterfly: {inputs: complex, sized: true},
  recurrent: {inputs: () => NaN, sized: false},
};

export const sizedModels = Object.keys(models).filter(name => models[name].sized);
