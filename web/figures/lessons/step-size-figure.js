import {LessonFigure} from './lesson-figure.js';
import {StepSizeLesson} from './step-size.js';
import markup from './step-size.html';

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
