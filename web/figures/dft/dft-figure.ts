import '../in-one-piece.ts';
import dftStyle from './style.css';
import dftMarkup from './markup.html';
import {DftPanels} from './panels.ts';
import {models} from '../../models.ts';
import timeLine from '../../panels/time-line/markup.html';
import timeLineStyle from '../../panels/time-line/style.css';
import scale from '../../lab/markup/scale.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';

/** <dft-figure n="128" seed="42">: a linear layer that learns the DFT. */
export class DftFigure extends RunFigure {
  constructor() {
    super({
      label: models.dft.label,
      markup: withParts(dftMarkup, {scale, 'time-line': timeLine}),
      style: dftStyle + timeLineStyle,
      models: ['dft'],
      loadsAtOnce: true,
      createPanels: parts => new DftPanels(parts),
    });
  }
}
