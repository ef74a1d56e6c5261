import '../in-one-piece.ts';
import tried from '../../lab/markup/tried.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';
import transformStyle from './transform-figure.css';
import transformMarkup from './transform-figure.html';
import {TransformPictures} from './transform-pictures.ts';
import {transforms} from './transforms.ts';

/** <transform-figure model="dct" n="64">: the same layer, shown another transform. */
export class TransformFigure extends RunFigure {
  constructor() {
    super({
      label: 'The same layer learns other transforms',
      markup: withParts(transformMarkup, {tried}),
      style: transformStyle,
      models: transforms,
      loadsAtOnce: true,
      createPictures: parts => new TransformPictures(parts),
    });
  }
}
