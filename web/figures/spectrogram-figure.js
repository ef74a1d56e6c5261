import {RunFigure} from './run-figure.js';
import spectrogramStyle from './spectrogram-figure.css';
import spectrogramMarkup from './spectrogram-figure.html';
import {SpectrogramPictures} from './spectrogram-pictures.js';

/** <spectrogram-figure>: the post's network of 17,436,672 weights learns the whole spectrogram. */
export class SpectrogramFigure extends RunFigure {
  constructor() {
    super({
      label: 'A linear layer learns the spectrogram',
      markup: spectrogramMarkup,
      style: spectrogramStyle,
      models: ['spectrogram'],
      loadsAtOnce: false,
      createPictures: (...parts) => new SpectrogramPictures(...parts),
    });
  }
}
