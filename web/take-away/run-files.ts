import {checkedState, StateError} from '../engine/saved-state.ts';
import {ContentError} from '../formats/content-error.ts';
import {formatCurves} from './curves.ts';
import {readRunFile} from '../formats/run-file.ts';
import {models} from '../models.ts';
import {download, nameOf} from './download.ts';
import type {Run} from '../engine/run.ts';
import type {Subject} from './link.ts';

/** Hands the weights to the browser as a download. */
export async function saveWeights({run}: Subject) {
  const bytes = await run.exportWeights();
  download(new Blob([bytes as BlobPart]), `${nameOf(run)}.npy`);
}

/** Hands the whole run to the browser as a download: openRun() goes on with it. */
export async function saveRun({run}: Subject) {
  const pieces: Blob[] = []; // a browser can put blobs on disk
  await run.save(async bytes => pieces.push(new Blob([bytes as BlobPart])));
  download(new Blob(pieces), `${nameOf(run)}.run`);
}

/** Hands the losses so far to the browser as a download. */
export async function saveCurves({run}: Subject) {
  const text = formatCurves(run.history, run.settings);
  download(new Blob([text], {type: 'text/csv'}), `${nameOf(run)}.csv`);
}

/**
 * Goes on with a run from a file.
 * @param shown models that can be shown here
 * @throws Error naming the file and what is wrong with it; then nothing has changed
 */
export async function openRun(run: Run, file: File, shown: readonly string[]) {
  const reader = () => {
    let at = 0;
    return async (length: number) =>
      new Uint8Array(await file.slice(at, (at += length)).arrayBuffer());
  };
  try {
    const {header} = await readRunFile(reader());
    const {model} = checkedState(header).settings;
    if (!shown.includes(model)) {
      throw new ContentError(`is a run of model=${model}: “${models[model].label}” opens it`);
    }
    await run.open(reader, {changes: {workers: run.settings.workers}});
  } catch (error) {
    const isOfState = error instanceof StateError || error instanceof RangeError;
    if (!(error instanceof ContentError) && !isOfState) throw error;
    const {message} = error;
    throw new Error(isOfState ? `${file.name}: ${message}` : `${file.name} ${message}.`, {
      cause: error,
    });
  }
}
