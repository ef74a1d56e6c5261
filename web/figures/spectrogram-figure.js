import {figureLabels} from './labels.js';
import comparison from './markup/comparison.html';
import scale from './markup/scale.html';
import waves from './markup/waves.html';
import {withParts} from './markup/with-parts.js';
import {RunFigure} from './run-figure.js';
import stftStyle from './stft-figure.css';
import spectrogramStyle from './spectrogram-figure.css';
import spectrogramMarkup from './spectrogram-figure.html';
import {SpectrogramPictures} from './spectrogram-pictures.js';

/** <spectrogram-figure>: the post's network of 17,436,672 weights learns the whole spectrogram. */
export class SpectrogramFigure extends RunFigure {
  constructor() {
    super({
      label: figureLabels.spectrogram,
      markup: withParts(spectrogramMarkup, {scale, comparison, waves}),
      style: stftStyle + spectrogramStyle,
      models: ['spectrogram'],
      loadsAtOnce: false,
      createPictures: (...parts) => new SpectrogramPictures(...parts),
    });
  }
}
