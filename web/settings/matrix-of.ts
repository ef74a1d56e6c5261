import {givenMatrix} from './matrix.ts';
import {convolutionMatrix} from './response.ts';
import type {Settings} from './table.ts';

/**
 * The matrix that is to be learned, where the settings hold it; null for a transform that is known by
 * its name.
 */
export function matrixOf({
  model,
  n,
  matrix,
  response,
}: Pick<Settings, 'model' | 'n' | 'matrix' | 'response'>) {
  if (matrix !== null) return givenMatrix(matrix);
  return model === 'convolution' ? convolutionMatrix(response, n) : null;
}
