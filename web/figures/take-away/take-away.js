import {openEmbedDialog} from './embed-dialog.js';
import {savePicture} from './picture.js';
import {saveCurves, saveRun, saveWeights} from './run-files.js';

export {openRun} from './run-files.js';

/** What can be taken away, by data-take of the buttons. */
export const takeAway = {
  weights: saveWeights,
  run: saveRun,
  curves: saveCurves,
  picture: savePicture,
  embed: openEmbedDialog,
};
