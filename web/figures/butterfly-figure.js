import butterflyStyle from './butterfly-figure.css';
import butterflyMarkup from './butterfly-figure.html';
import {ButterflyPictures} from './butterfly-pictures.js';
import {figureLabels} from './labels.js';
import tried from './markup/tried.html';
import {withParts} from './markup/with-parts.js';
import {RunFigure} from './run-figure.js';

/** <butterfly-figure n="8">: layers of 2 x 2 blocks that find the fast Fourier transform. */
export class ButterflyFigure extends RunFigure {
  constructor() {
    super({
      label: figureLabels.butterfly,
      markup: withParts(butterflyMarkup, {tried}),
      style: butterflyStyle,
      models: ['butterfly'],
      loadsAtOnce: true,
      createPictures: (...parts) => new ButterflyPictures(...parts),
    });
  }
}
