import {AdamLesson} from './adam.ts';
import markup from './markup.html';
import {LessonFigure} from '../lesson/figure.ts';

/** <adam-figure>: Adam's loss falls and rises again, beside two cures. */
export class AdamFigure extends LessonFigure {
  constructor() {
    super({
      label: 'Adam’s loss falls, and rises again',
      markup,
      create: (...parts) => new AdamLesson(...parts),
    });
  }
}
