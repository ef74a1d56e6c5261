import '../in-one-piece.ts';
import butterflyStyle from './style.css';
import butterflyMarkup from './markup.html';
import {ButterflyPanels} from './panels.ts';
import {models} from '../../models.ts';
import tried from '../../lab/markup/tried.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';

/** <butterfly-figure n="8">: layers of 2 x 2 blocks that find the fast Fourier transform. */
export class ButterflyFigure extends RunFigure {
  constructor() {
    super({
      label: models.butterfly.label,
      markup: withParts(butterflyMarkup, {tried}),
      style: butterflyStyle,
      models: ['butterfly'],
      loadsAtOnce: true,
      createPanels: parts => new ButterflyPanels(parts),
    });
  }
}
