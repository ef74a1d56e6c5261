import {cellOf} from '../settings/cell.ts';
import {inputsOf} from '../settings/fitted.ts';
import {matrixSize} from '../settings/matrix.ts';
import {models} from '../models.ts';
import type {Progress} from '../engine/protocol.ts';
import type {Run} from '../engine/run.ts';
import type {Settings} from '../settings/table.ts';

/** Hands a file to the browser as a download. */
export function download(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address)); // after the download has taken it over
}

/** What the files of a run are called, without their extension. */
export function nameOf({
  settings,
  progress,
}: Pick<Run, 'settings'> & {progress: Pick<Progress, 'step'>}) {
  const {model, optimizer, seed} = settings;
  return `${model}-${sizeOf(settings)}-${optimizer}-seed-${seed}-step-${progress.step}`;
}

/**
 * What tells networks of a model apart: n where it has one, else inputs x outputs of a matrix, window,
 * hop and units of a cell, or the inputs.
 */
function sizeOf(settings: Settings) {
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
