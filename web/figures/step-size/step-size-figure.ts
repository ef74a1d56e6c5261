import {LessonFigure} from '../lesson/figure.ts';
import {StepSizeLesson} from './step-size.ts';
import markup from './markup.html';

/** <step-size-figure>: the learning rate, its best value and its bound. */
export class StepSizeFigure extends LessonFigure {
  constructor() {
    super({
      label: 'Loss by learning rate',
      markup,
      create: (...parts) => new StepSizeLesson(...parts),
    });
  }
}
