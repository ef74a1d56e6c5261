import {sizeCanvas} from './canvas.ts';
import type {SizedCanvas} from './canvas.ts';

/** How far beyond the screen something is near it. */
const nearness = '25%';

/** Milliseconds of drawing in one frame, about: the rest waits for the next, and the page responds. */
const drawingTime = 3;

interface Stage {
  draw: (sized: SizedCanvas) => void;
  heightFor: ((width: number) => number) | undefined;
  width: number;
  height: number;
  /** the screen */
  isNear: boolean;
}

/**
 * The canvases of a figure: each knows how it is drawn, and is drawn again when its size changes or
 * when it is said to be out of date, at most once a frame. Those that are not near the screen are
 * not drawn, and hold no pixels.
 */
export class Stages {
  #stages = new Map<Element, Stage>();
  /** Whether what each canvas shows is to be known, near the screen or not: for copyOf(). */
  allWanted = false;
  #outdated = new Set<Element>();
  #frame = 0;
  /** that wait until all are up to date */
  #waiting: (() => void)[] = [];
  /** While the page is printed, nothing waits for the next frame. */
  #onPaper = false;
  #onNear;
  #onDrawn;
  #ended = new AbortController();
  #sizes = new ResizeObserver(entries => {
    for (const {target, contentRect} of entries) {
      const {width, height} = contentRect;
      Object.assign(this.#stages.get(target) ?? {}, {width, height});
      this.invalidate(target);
    }
  });
  #places = new IntersectionObserver(
    entries => {
      for (const {target, isIntersecting} of entries) this.#place(target, isIntersecting);
    },
    {rootMargin: nearness},
  );

  /**
   * @param listener onNear: a canvas has come near the screen; onDrawn: all that are near are up to
   * date
   */
  constructor({
    onNear = () => {},
    onDrawn = () => {},
  }: {onNear?: () => void; onDrawn?: () => void} = {}) {
    this.#onNear = onNear;
    this.#onDrawn = onDrawn;
    const {signal} = this.#ended;
    addEventListener('beforeprint', () => this.#print(), {signal});
    addEventListener('afterprint', () => (this.#onPaper = false), {signal});
  }

  /**
   * @param heightFor a width, where it follows from that; left out: it has the height that it is
   * given
   */
  add(
    canvas: HTMLCanvasElement,
    draw: (sized: SizedCanvas) => void,
    heightFor?: (width: number) => number,
  ) {
    this.#stages.set(canvas, {draw, heightFor, width: 0, height: 0, isNear: false});
    this.#sizes.observe(canvas);
    this.#places.observe(canvas);
  }

  isNear(canvas: Element) {
    return this.#stages.get(canvas)?.isNear ?? false;
  }

  /** Whether what it shows is to be known. */
  isWanted(canvas: Element) {
    return this.allWanted || this.isNear(canvas);
  }

  /** @param canvas left out: all of them */
  invalidate(canvas?: Element) {
    if (this.#onPaper) this.#print();
    for (const stage of canvas ? [canvas] : this.#stages.keys()) this.#outdated.add(stage);
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  /** Resolves when all that are near the screen are up to date. */
  drawn(): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      this.#frame ||= requestAnimationFrame(() => this.#flush());
    });
  }

  /**
   * What a canvas shows, drawn once more on a canvas of its own, wherever on the page it is.
   * @param pixelRatio device pixels in a CSS pixel
   * @returns null where there is no such canvas, or no room for it
   */
  copyOf(canvas: HTMLCanvasElement, pixelRatio: number): HTMLCanvasElement | null {
    const {draw, width, height} = this.#stages.get(canvas) ?? {width: 0, height: 0};
    if (!draw || width === 0 || height === 0) return null;
    const copy = document.createElement('canvas');
    copy.width = Math.round(width * pixelRatio);
    copy.height = Math.round(height * pixelRatio);
    const context = copy.getContext('2d') as CanvasRenderingContext2D;
    context.scale(pixelRatio, pixelRatio);
    draw({context, width, height, pixelRatio, changed: true});
    return copy;
  }

  dispose() {
    this.#ended.abort();
    this.#sizes.disconnect();
    this.#places.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#stages.clear();
    this.#outdated.clear();
  }

  #place(target: Element, isNear: boolean) {
    const stage = this.#stages.get(target);
    if (!stage || stage.isNear === isNear) return;
    stage.isNear = isNear;
    const canvas = target as HTMLCanvasElement;
    if (!isNear) {
      canvas.width = canvas.height = 0;
    } else {
      this.invalidate(canvas);
      this.#onNear();
    }
  }

  #flush() {
    this.#frame = 0;
    const end = performance.now() + drawingTime;
    for (const canvas of [...this.#outdated]) {
      if (performance.now() > end) return this.invalidate(canvas);
      this.#outdated.delete(canvas);
      this.#fit(canvas);
      if (this.isNear(canvas)) this.#draw(canvas);
    }
    if (this.#outdated.size > 0) return; // one was drawn that another follows
    this.#onDrawn();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /**
   * Gives a canvas whose height follows from its width the room that it needs, before someone sees
   * it; it is drawn again then.
   */
  #fit(canvas: Element) {
    const {heightFor, width = 0} = this.#stages.get(canvas) ?? {};
    const style = canvas.parentElement?.style;
    if (!heightFor || !style || width === 0) return;
    const height = `${heightFor(width)}px`;
    if (style.height !== height) style.height = height; // what is there already costs a layout, too
  }

  #print() {
    this.#onPaper = true;
    for (const canvas of this.#stages.keys()) this.#draw(canvas);
  }

  #draw(canvas: Element) {
    const stage = this.#stages.get(canvas);
    if (!stage || stage.width === 0 || stage.height === 0) return;
    const {draw, width, height} = stage;
    draw(sizeCanvas(canvas as HTMLCanvasElement, {width, height}));
  }
}

/** Where a pointer is on a canvas, in CSS pixels. */
export function pointOn(event: PointerEvent | MouseEvent) {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return {x: event.clientX - box.left, y: event.clientY - box.top};
}
