import {FigureElement, fragment} from '../figure-element.ts';
import lessonStyle from '../lessons/lesson.css';
import scale from '../markup/scale.html';
import {withParts} from '../markup/with-parts.ts';
import {Violin} from './violin.ts';
import violinStyle from './violin.css';
import markup from './violin.html';

/** <violin-figure>: a violin's A, its wave and its spectrogram, to be read and to be heard. */
export class ViolinFigure extends FigureElement<Violin> {
  constructor() {
    super({
      style: lessonStyle + violinStyle,
      markup: () => fragment(withParts(markup, {scale})),
      create: (...parts) => new Violin(...parts),
    });
  }
}
