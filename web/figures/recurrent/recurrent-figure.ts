import '../in-one-piece.ts';
import {models} from '../../models.ts';
import comparison from '../../lab/markup/comparison.html';
import scale from '../../lab/markup/scale.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import recurrentStyle from './style.css';
import recurrentMarkup from './markup.html';
import {RecurrentPanels} from './panels.ts';
import {RunFigure} from '../../lab/run-figure.ts';
import stftStyle from '../spectrogram/stft-style.css';

/** <recurrent-figure>: a network with a memory draws the spectrogram hop by hop. */
export class RecurrentFigure extends RunFigure {
  constructor() {
    super({
      label: models.recurrent.label,
      markup: withParts(recurrentMarkup, {scale, comparison}),
      style: stftStyle + recurrentStyle,
      models: ['recurrent'],
      loadsAtOnce: true,
      createPanels: parts => new RecurrentPanels(parts),
    });
  }
}
