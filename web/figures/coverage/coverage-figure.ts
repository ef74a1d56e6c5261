import {CoverageLesson} from './coverage.ts';
import markup from './markup.html';
import {LessonFigure} from '../lesson/figure.ts';

/** <coverage-figure>: trained on four tones only, it learns these and nothing else. */
export class CoverageFigure extends LessonFigure {
  constructor() {
    super({
      label: 'Trained on four tones only',
      markup,
      create: (...parts) => new CoverageLesson(...parts),
    });
  }
}
