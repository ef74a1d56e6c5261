/**
 * Several slices as small multiples: the band moves to the right from one to the next.
 */
import {bandAt, bandLayout, drawBand} from './band.js';
import {boxAt, within} from './multiples.js';
import {binCount} from './stft-axes.js';

/** @typedef {import('./band.js').BandCell} BandCell */
/** @typedef {import('./band.js').BandLayout} BandLayout */
/** @typedef {import('./band-picture.js').BandPicture} BandPicture */
/** @typedef {import('./multiples.js').Box} Box */
/** @typedef {import('./stft-axes.js').StftAxes} StftAxes */
/** @typedef {import('./theme.js').Theme} Theme */

/** @typedef {{height: number, boxes: Box[], inner: BandLayout}} BandsLayout */

/** A slice narrower than this says little. */
const SMALLEST = 240;

/**
 * Give the canvas the layout's height.
 *
 * @param {{width: number, count: number, axes: StftAxes, theme: Theme}} options
 * @returns {BandsLayout}
 */
export function bandsLayout({width, count, axes, theme}) {
  const em = theme.labelSize;
  const gap = Math.round(1.6 * em);
  const fitting = Math.max(1, Math.floor((width + gap) / (SMALLEST + gap)));
  // Rows of equal length: of four, all, two or one.
  const columns = [count, Math.ceil(count / 2), 1].find(each => each <= fitting) ?? 1;
  const side = Math.floor((width - (columns - 1) * gap) / columns);
  const height = Math.round(2 * binCount(axes) + 5 + 3.8 * em);
  const boxes = Array.from({length: count}, (_, index) => ({
    left: (index % columns) * (side + gap),
    top: Math.floor(index / columns) * (height + gap),
    width: side,
    height,
  }));
  const last = boxes[count - 1];
  const inner = bandLayout({width: side, height, axes, theme});
  return {height: last.top + last.height, boxes, inner};
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{pictures: readonly BandPicture[], axes: StftAxes}} data
 * @param {{width: number, theme: Theme, cursor?: (BandCell & {index: number}) | null}} options
 *   `cursor`: in the slice of that index
 * @returns {BandsLayout} for `bandsAt`
 */
export function drawBands(context, {pictures, axes}, {width, theme, cursor = null}) {
  const layout = bandsLayout({width, count: pictures.length, axes, theme});
  context.clearRect(0, 0, width, layout.height);
  for (const [index, picture] of pictures.entries()) {
    const box = layout.boxes[index];
    const own = cursor?.index === index ? cursor : null;
    within(context, box, () => drawBand(context, {picture, axes}, {...box, theme, cursor: own}));
  }
  return layout;
}

/**
 * What lies under a point of the canvas, and in which slice.
 *
 * @param {number} x
 * @param {number} y
 * @param {BandsLayout} layout
 * @returns {(BandCell & {index: number}) | null}
 */
export function bandsAt(x, y, {boxes, inner}) {
  const at = boxAt(boxes, x, y);
  const cell = at && bandAt(at.x, at.y, inner);
  return cell && {index: at.index, ...cell};
}
