import {figureLabels} from './labels.ts';
import comparison from './markup/comparison.html';
import scale from './markup/scale.html';
import waves from './markup/waves.html';
import {withParts} from './markup/with-parts.ts';
import {RunFigure} from './run-figure.ts';
import stftStyle from './stft-figure.css';
import spectrogramStyle from './spectrogram-figure.css';
import spectrogramMarkup from './spectrogram-figure.html';
import {SpectrogramPictures} from './spectrogram-pictures.ts';

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
