import '../in-one-piece.ts';
import {models} from '../../models.ts';
import comparison from '../../lab/markup/comparison.html';
import scale from '../../lab/markup/scale.html';
import waves from '../../lab/markup/waves.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';
import stftStyle from './stft-style.css';
import spectrogramStyle from './style.css';
import spectrogramMarkup from './markup.html';
import {SpectrogramPanels} from './panels.ts';

/** <spectrogram-figure>: the post's network of 17,436,672 weights learns the whole spectrogram. */
export class SpectrogramFigure extends RunFigure {
  constructor() {
    super({
      label: models.spectrogram.label,
      markup: withParts(spectrogramMarkup, {scale, comparison, waves}),
      style: stftStyle + spectrogramStyle,
      models: ['spectrogram'],
      loadsAtOnce: false,
      createPanels: parts => new SpectrogramPanels(parts),
    });
  }
}
