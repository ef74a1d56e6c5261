import controlsStyle from '../figure-controls.css';
import frameStyle from '../figure-frame.css';
import {fragment} from '../run-figure.js';
import lessonStyle from './lesson.css';
import frameMarkup from './lesson-frame.html';

/** @typedef {import('../../engine/protocol.js').State} State */
/** @typedef {import('./lesson.js').Lesson} Lesson */

/**
 * @typedef {object} LessonKind
 * @property {string} label accessible name of the figure
 * @property {string} markup what stands in the frame, and, with data-place="counts", in its bar
 * @property {(figure: HTMLElement, root: ParentNode, signal: AbortSignal) => Lesson} create it ends
 *   with the signal
 */

/**
 * A small figure of its own in the article, that shows one thing. Events: `statechange`
 * {state, reason}. What stands inside it is shown where scripts do not run.
 */
export class LessonFigure extends HTMLElement {
  #kind;
  #root = this.attachShadow({mode: 'open'});
  /** @type {{lesson: Lesson, ended: AbortController} | null} */
  #connection = null;

  /** @param {LessonKind} kind */
  constructor(kind) {
    super();
    this.#kind = kind;
  }

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(controlsStyle + frameStyle + lessonStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.replaceChildren(markupOf(this.#kind));
    const ended = new AbortController();
    this.#connection = {lesson: this.#kind.create(this, this.#root, ended.signal), ended};
  }

  disconnectedCallback() {
    this.#connection?.ended.abort();
    this.#connection = null;
  }

  /** @returns {State} */
  get state() {
    return this.#connection?.lesson.work.state ?? 'idle';
  }

  async play() {
    await this.#connection?.lesson.work.play();
  }

  async pause() {
    await this.#connection?.lesson.work.pause();
  }

  /** Back to the start: the same seed, so the same again. */
  async reset() {
    await this.#connection?.lesson.work.reset();
  }

  /** Back to the start with another seed. */
  async newSeed() {
    await this.#connection?.lesson.work.newSeed();
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
  return frame;
}
