import '../in-one-piece.ts';
import {benchStyle} from '../../lab/bench-style.ts';
import {FigureElement, fragment} from '../../lab/figure-element.ts';
import lessonStyle from '../lesson/style.css';
import scale from '../../lab/markup/scale.html';
import {withParts} from '../../lab/markup/with-parts.ts';
import {Violin} from './violin.ts';
import violinStyle from './style.css';
import markup from './markup.html';

/** <violin-figure>: a violin's A, its wave and its spectrogram, to be read and to be heard. */
export class ViolinFigure extends FigureElement<Violin> {
  constructor() {
    super({
      style: benchStyle + lessonStyle + violinStyle,
      markup: () => fragment(withParts(markup, {scale})),
      create: (...parts) => new Violin(...parts),
    });
  }
}
