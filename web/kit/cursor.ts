import {onArrowKeys} from './keys.ts';
import {pointOn} from './stages.ts';
import type {Stages} from './stages.ts';

interface Pointed<Place> {
  stages: Stages;
  canvas: HTMLCanvasElement;
  /** null: it is not read */
  readout: HTMLElement | null;
  signal: AbortSignal;
  /** what lies there, in CSS pixels; null: nothing that can be read */
  under: (x: number, y: number) => Place | null;
  /** in words */
  reading: (place: Place) => string;
  /** whether it still is: there may be fewer places than before */
  isThere?: (place: Place) => boolean;
  /** where nothing is pointed at; null: the last reading stays */
  otherwise?: (() => string) | null;
}

/** What a reader points at on a picture, which is drawn anew when that changes. */
export interface Cursor<Place> {
  readonly at: Place | null;
  moveTo: (place: Place | null) => void;
  /** writes what is there; to be called when the picture is drawn */
  tell: () => void;
}

/** A picture that is read with the pointer. */
export function addCursor<Place>({
  stages,
  canvas,
  readout,
  signal,
  under,
  reading,
  isThere = () => true,
  otherwise = () => '\u00a0',
}: Pointed<Place>): Cursor<Place> {
  let at: Place | null = null;
  const now = () => (at !== null && isThere(at) ? at : null);

  function moveTo(place: Place | null) {
    at = place;
    stages.invalidate(canvas);
  }

  const follow = (event: PointerEvent) => {
    const {x, y} = pointOn(event);
    moveTo(under(x, y));
  };
  canvas.addEventListener('pointermove', follow, {signal});
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});

  return {
    get at() {
      return now();
    },
    moveTo,
    tell() {
      const place = now();
      const text = place === null ? otherwise?.() : reading(place);
      if (readout && text !== undefined) readout.textContent = text;
    },
  };
}

/** A picture of places in a row, which the arrow keys go along, too. */
export function addRowCursor({
  count,
  keys = {from: -1, direction: 1},
  ...pointed
}: Pointed<number> & {
  /** places there are now */
  count: () => number;
  /** the place beside the first that they come to, and which way the right one goes */
  keys?: {from: number; direction: 1 | -1};
}): Cursor<number> {
  const {under, canvas, signal} = pointed;
  const within = (place: number) => Math.max(0, Math.min(count() - 1, place));
  const {from, direction} = keys;
  const cursor = addCursor({
    ...pointed,
    isThere: place => place < count(),
    under(x, y) {
      const place = under(x, y);
      return place === null ? null : within(place);
    },
  });
  onArrowKeys(canvas, signal, by => cursor.moveTo(within((cursor.at ?? from) + direction * by)));
  return cursor;
}
