import {models, modelsWhere} from '../../models.ts';
import {matrixSize} from '../../settings/matrix.ts';
import type {Model} from '../../models.ts';
import type {Settings} from '../../settings/table.ts';

/** The other transforms that a layer can learn. */
export const transforms = modelsWhere(({figure}) => figure === 'transform-figure');

/** What is learned, and of how many parts its inputs and outputs are. */
export function kindOf({
  model,
  matrix,
}: Pick<Settings, 'model' | 'matrix'>): Pick<Model, 'about' | 'inputParts' | 'outputParts'> {
  const kind = models[model];
  if (matrix === null) return kind;
  const {parts} = matrixSize(matrix);
  return {...kind, inputParts: parts, outputParts: parts};
}
