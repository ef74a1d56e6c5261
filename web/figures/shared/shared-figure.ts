import '../in-one-piece.ts';
import {models} from '../../models.ts';
import comparison from '../../lab/markup/comparison.html';
import scale from '../../lab/markup/scale.html';
import waves from '../../lab/markup/waves.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';
import stftStyle from '../spectrogram/stft-style.css';
import sharedStyle from './style.css';
import sharedMarkup from './markup.html';
import {SharedPanels} from './panels.ts';

/** <shared-figure>: one map of 66,048 weights for all frames of the spectrogram. */
export class SharedFigure extends RunFigure {
  constructor() {
    super({
      label: models.shared.label,
      markup: withParts(sharedMarkup, {scale, comparison, waves}),
      style: stftStyle + sharedStyle,
      models: ['shared'],
      loadsAtOnce: true,
      createPanels: parts => new SharedPanels(parts),
    });
  }
}
