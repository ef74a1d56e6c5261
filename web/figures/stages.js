import {sizeCanvas} from '../views/canvas.js';

/** @typedef {import('../views/canvas.js').SizedCanvas} SizedCanvas */

/**
 * The canvases of a figure: each knows how it is drawn, is drawn again when its size changes or when
 * it is said to be out of date, and at most once a frame.
 */
export class Stages {
  /** @type {Map<HTMLCanvasElement, {draw: (sized: SizedCanvas) => void, width: number, height: number}>} */
  #stages = new Map();
  /** @type {Set<HTMLCanvasElement>} */
  #outdated = new Set();
  #frame = 0;
  #observer = new ResizeObserver(entries => {
    for (const {target, contentRect} of entries) {
      const canvas = /** @type {HTMLCanvasElement} */ (target);
      Object.assign(this.#stages.get(canvas) ?? {}, {
        width: contentRect.width,
        height: contentRect.height,
      });
      this.invalidate(canvas);
    }
  });

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(sized: SizedCanvas) => void} draw
   */
  add(canvas, draw) {
    this.#stages.set(canvas, {draw, width: 0, height: 0});
    this.#observer.observe(canvas);
  }

  /** @param {HTMLCanvasElement} [canvas] left out: all of them */
  invalidate(canvas) {
    for (const stage of canvas ? [canvas] : this.#stages.keys()) this.#outdated.add(stage);
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  dispose() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#stages.clear();
    this.#outdated.clear();
  }

  #flush() {
    this.#frame = 0;
    const outdated = [...this.#outdated];
    this.#outdated.clear();
    for (const canvas of outdated) {
      const stage = this.#stages.get(canvas);
      if (!stage || stage.width === 0 || stage.height === 0) continue;
      const {draw, width, height} = stage;
      draw(sizeCanvas(canvas, {width, height}));
    }
  }
}

/**
 * Gives a canvas whose height follows from its width the room that it needs; it is drawn again then.
 * @param {HTMLCanvasElement} canvas
 * @param {number} height in CSS pixels
 */
export function fitHeight(canvas, height) {
  const stage = canvas.parentElement;
  if (stage) stage.style.height = `${height}px`;
}

/**
 * Where a pointer is on a canvas, in CSS pixels.
 * @param {PointerEvent | MouseEvent} event
 */
export function pointOn(event) {
  const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
  return {x: event.clientX - box.left, y: event.clientY - box.top};
}
