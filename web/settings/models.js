import {matrixSize} from '#matrix';

/** What is known of a model without its task, see cpp/task and cpp/transform. */

/**
 * @typedef {object} Model
 * @property {(n: number, matrix: string | null) => number} inputs d; NaN where it has other sizes
 * @property {boolean} sized whether it has a size n
 */

/** @type {(n: number) => number} of n complex samples */
const complex = n => 2 * n;
/** @type {(n: number) => number} of n real samples */
const real = n => n;

/** @type {Readonly<Record<string, Model>>} */
export const models = {
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
