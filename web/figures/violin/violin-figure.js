import {FigureElement, fragment} from '../figure-element.js';
import lessonStyle from '../lessons/lesson.css';
import scale from '../markup/scale.html';
import {withParts} from '../markup/with-parts.js';
import {Violin} from './violin.js';
import violinStyle from './violin.css';
import markup from './violin.html';

/**
 * <violin-figure>: a violin's A, its wave and its spectrogram, to be read and to be heard.
 * @extends {FigureElement<Violin>}
 */
export class ViolinFigure extends FigureElement {
  constructor() {
    super({
      style: lessonStyle + violinStyle,
      markup: () => fragment(withParts(markup, {scale})),
      create: (...parts) => new Violin(...parts),
    });
  }
}
