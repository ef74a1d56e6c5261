import {matrixSize} from '../../settings/matrix.ts';
import type {Settings} from '../../settings/table.ts';

/** The other transforms that a layer can learn. */

interface TransformKind {
  /** in a sentence or two */
  about: string;
  /** 2 where inputs are complex */
  inputParts: 1 | 2;
  /** likewise */
  outputParts: 1 | 2;
}

export const transforms: Readonly<Record<string, TransformKind>> = {
  dct: {
    about:
      'Cosines of half a turn, a whole one, one and a half: real samples in, real numbers out. ' +
      'JPEG pictures and MP3 sounds are made of them.',
    inputParts: 1,
    outputParts: 1,
  },
  hartley: {
    about:
      'The sum of a cosine and a sine for each frequency: all that the Fourier transform knows of ' +
      'real samples, without complex numbers.',
    inputParts: 1,
    outputParts: 1,
  },
  hadamard: {
    about: 'Square waves of +1 and −1: it can be computed without a single multiplication.',
    inputParts: 1,
    outputParts: 1,
  },
  hilbert: {
    about:
      'The signal itself as real part and, as imaginary part, the same with each frequency a ' +
      'quarter of a turn later: the analytic signal, whose length is the envelope.',
    inputParts: 1,
    outputParts: 2,
  },
  idft: {
    about: 'Back from the spectrum to the samples: the same waves turning the other way, over n.',
    inputParts: 2,
    outputParts: 2,
  },
  convolution: {
    about:
      'Each sample that comes in becomes a copy of the wave below, and what comes out is their sum, ' +
      'coming round at the end: circular convolution, as a filter or an echo. Draw another wave.',
    inputParts: 1,
    outputParts: 1,
  },
  own: {
    about:
      'Rows of numbers times the matrix in your file. The layer is shown what comes out, never the ' +
      'matrix; of Fourier it has not heard either.',
    inputParts: 1,
    outputParts: 1,
  },
};

export function kindOf({model, matrix}: Pick<Settings, 'model' | 'matrix'>): TransformKind {
  const kind = transforms[model];
  if (matrix === null) return kind;
  const {parts} = matrixSize(matrix);
  return {...kind, inputParts: parts, outputParts: parts};
}
