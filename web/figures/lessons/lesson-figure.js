import {FigureElement, fragment} from '../figure-element.js';
import lessonStyle from './lesson.css';
import frameMarkup from './lesson-frame.html';
import plotMarkup from './lesson-plot.html';

/** @typedef {import('../../engine/protocol.js').State} State */
/** @typedef {import('./lesson.js').Lesson} Lesson */

/**
 * @typedef {object} LessonKind
 * @property {string} label accessible name of the figure
 * @property {string} markup what stands in the frame, and, with data-place="counts", in its bar
 * @property {import('../figure-element.js').FigureMake<Lesson>['create']} create
 */

/**
 * A small figure of its own in the article, that shows one thing. Events: `statechange`
 * {state, reason}.
 * @extends {FigureElement<Lesson>}
 */
export class LessonFigure extends FigureElement {
  /** @param {LessonKind} kind */
  constructor(kind) {
    super({style: lessonStyle, markup: () => markupOf(kind), create: kind.create});
  }

  /** @returns {State} */
  get state() {
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

/** @param {LessonKind} kind */
function markupOf({label, markup}) {
  const frame = fragment(frameMarkup);
  frame.querySelector('.figure')?.setAttribute('aria-label', label);
  const keys = frame.querySelector('.keys');
  for (const part of [...fragment(markup).children]) {
    const inBar = /** @type {HTMLElement} */ (part).dataset.place === 'counts';
    if (inBar) frame.querySelector('.counts')?.append(part);
    else keys?.before(part);
  }
  for (const caption of frame.querySelectorAll('[data-plot] figcaption')) {
    caption.after(fragment(plotMarkup));
  }
  return frame;
}
