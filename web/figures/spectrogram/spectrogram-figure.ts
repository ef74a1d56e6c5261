import '../in-one-piece.ts';
import {models} from '../../models.ts';
import comparison from '../../lab/markup/comparison.html';
import scale from '../../lab/markup/scale.html';
import waves from '../../lab/markup/waves.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';
import stftStyle from './stft-figure.css';
import spectrogramStyle from './spectrogram-figure.css';
import spectrogramMarkup from './spectrogram-figure.html';
import {SpectrogramPictures} from './spectrogram-pictures.ts';

/** <spectrogram-figure>: the post's network of 17,436,672 weights learns the whole spectrogram. */
export class SpectrogramFigure extends RunFigure {
  constructor() {
    super({
      label: models.spectrogram.label,
      markup: withParts(spectrogramMarkup, {scale, comparison, waves}),
      style: stftStyle + spectrogramStyle,
      models: ['spectrogram'],
      loadsAtOnce: false,
      createPictures: parts => new SpectrogramPictures(parts),
    });
  }
}
