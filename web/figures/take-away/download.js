import {cellOf} from '../../settings/cell.js';
import {inputsOf} from '../../settings/fitted.js';
import {matrixSize} from '../../settings/matrix.js';
import {models} from '../../settings/models.js';

/**
 * Hands a file to the browser as a download.
 * @param {Blob} content
 * @param {string} name
 */
export function download(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the download has taken it over
}

/**
 * What the files of a run are called, without their extension.
 * @param {Pick<import('../../engine/run.js').Run, 'settings' | 'progress'>} run
 */
export function nameOf({settings, progress}) {
  const {model, optimizer, seed} = settings;
  return `${model}-${sizeOf(settings)}-${optimizer}-seed-${seed}-step-${progress.step}`;
}

/**
 * What tells networks of a model apart: n where it has one, else inputs x outputs of a matrix, window,
 * hop and units of a cell, or the inputs.
 * @param {import('../../settings/table.js').Settings} settings
 */
function sizeOf(settings) {
  const {model, n, matrix} = settings;
  if (models[model].sized) return n;
  if (model === 'recurrent') {
    const {nperseg, hop, hidden} = cellOf(settings);
    return `${nperseg}-${hop}-${hidden}`;
  }
  if (matrix === null) return inputsOf(settings);
  const {inputs, outputs} = matrixSize(matrix);
  return `${inputs}x${outputs}`;
}
