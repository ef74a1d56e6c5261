import {benchStyle} from '../../lab/bench-style.ts';
import {FigureElement, fragment} from '../../lab/figure-element.ts';
import lessonStyle from './style.css';
import frameMarkup from './frame.html';
import plotMarkup from './plot.html';
import type {State} from '../../engine/protocol.ts';
import type {Lesson} from './lesson.ts';
import type {FigureMake} from '../../lab/figure-element.ts';

interface LessonKind {
  /** accessible name of the figure */
  label: string;
  /** what stands in the frame, and, with data-place="counts", in its bar */
  markup: string;
  create: FigureMake<Lesson>['create'];
}

/**
 * A small figure of its own in the article, that shows one thing. Events: `statechange`
 * {state, reason}.
 */
export class LessonFigure extends FigureElement<Lesson> {
  constructor(kind: LessonKind) {
    super({style: benchStyle + lessonStyle, markup: () => markupOf(kind), create: kind.create});
  }

  get state(): State {
    return this.parts?.work.state ?? 'idle';
  }

  async play() {
    await this.parts?.work.play();
  }

  async pause() {
    await this.parts?.work.pause();
  }

  /** Back to the start: the same seed, so the same again. */
  async reset() {
    await this.parts?.work.reset();
  }

  /** Back to the start with another seed. */
  async newSeed() {
    await this.parts?.work.newSeed();
  }
}

function markupOf({label, markup}: LessonKind) {
  const frame = fragment(frameMarkup);
  frame.querySelector('.figure')?.setAttribute('aria-label', label);
  const keys = frame.querySelector('.keys');
  for (const part of [...fragment(markup).children]) {
    const inBar = (part as HTMLElement).dataset.place === 'counts';
    if (inBar) frame.querySelector('.counts')?.append(part);
    else keys?.before(part);
  }
  for (const caption of frame.querySelectorAll('[data-plot] figcaption')) {
    caption.after(fragment(plotMarkup));
  }
  return frame;
}
