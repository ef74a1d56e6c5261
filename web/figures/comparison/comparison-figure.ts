import {ComparisonLesson} from './comparison.ts';
import markup from './markup.html';
import {LessonFigure} from '../lesson/figure.ts';

/** <comparison-figure>: what each way to the Fourier transform takes, from runs of the reader's. */
export class ComparisonFigure extends LessonFigure {
  constructor() {
    super({
      label: 'What each way to the Fourier transform takes',
      markup,
      create: (...parts) => new ComparisonLesson(...parts),
    });
  }
}
