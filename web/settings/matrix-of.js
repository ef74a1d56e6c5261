import {givenMatrix} from './matrix.js';
import {convolutionMatrix} from './response.js';

/**
 * The matrix that is to be learned, where the settings hold it; null for a transform that is known by
 * its name.
 * @param {Pick<import('./table.js').Settings, 'model' | 'n' | 'matrix' | 'response'>} settings
 */
export function matrixOf({model, n, matrix, response}) {
  if (matrix !== null) return givenMatrix(matrix);
  return model === 'convolution' ? convolutionMatrix(response, n) : null;
}
