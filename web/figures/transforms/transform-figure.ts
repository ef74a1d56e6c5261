import '../in-one-piece.ts';
import tried from '../../lab/markup/tried.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {RunFigure} from '../../lab/run-figure.ts';
import transformStyle from './style.css';
import transformMarkup from './markup.html';
import {TransformPanels} from './panels.ts';
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
      createPanels: parts => new TransformPanels(parts),
    });
  }
}
