import {RunFigure} from './run-figure.js';
import sharedStyle from './shared-figure.css';
import sharedMarkup from './shared-figure.html';
import {SharedPictures} from './shared-pictures.js';

/** <shared-figure>: one map of 66,048 weights for all frames of the spectrogram. */
export class SharedFigure extends RunFigure {
  constructor() {
    super({
      label: 'One small map learns every frame of the spectrogram',
      markup: sharedMarkup,
      style: sharedStyle,
      models: ['shared'],
      loadsAtOnce: true,
      createPictures: (...parts) => new SharedPictures(...parts),
    });
  }
}
