import {openEmbedDialog} from './embed-dialog.ts';
import {savePicture} from './picture.ts';
import {saveCurves, saveRun, saveWeights} from './run-files.ts';

export {openRun} from './run-files.ts';

/** What can be taken away, by data-take of the buttons. */
export const takeAway = {
  weights: saveWeights,
  run: saveRun,
  curves: saveCurves,
  picture: savePicture,
  embed: openEmbedDialog,
};
