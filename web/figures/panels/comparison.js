import {
  comparisonAt,
  comparisonLayout,
  createComparisonImages,
  describeComparison,
  drawComparison,
  writeComparison,
} from '../../views/comparison.js';
import {describeLevel, describePixel} from '../../views/spectrogram.js';
import {binCount} from '../../views/stft-axes.js';
import {moveOf, onKeys} from '../keys.js';
import {pointOn} from '../stages.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */
/** @typedef {import('../../views/comparison.js').ComparisonLayout} Layout */
/** @typedef {import('../../views/spectrogram.js').Pixel} Pixel */

/**
 * Reference | network | difference. Point, tap or use the arrow keys to choose the pixel whose
 * weights are shown.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement, readout: HTMLElement,
 *   signal: AbortSignal, choose: (pixel: Pixel) => void,
 *   drawOver?: (context: CanvasRenderingContext2D, layout: Layout) => void}} parts
 */
export function addComparison({scene, stages, canvas, readout, signal, choose, drawOver}) {
  let images = createComparisonImages(scene.axes);
  /** @type {Layout | null} */
  let layout = null;
  /** @type {import('../../views/comparison.js').Comparison | null} */
  let written = null;
  let writtenTable = scene.sequential;

  const heightFor = (/** @type {number} */ width) =>
    comparisonLayout({width, axes: scene.axes, theme: scene.theme}).height;
  stages.add(canvas, draw, heightFor);

  /** @param {import('../stages.js').SizedCanvas} sized */
  function draw({context, width}) {
    const {comparison, axes, theme, sequential: table, frame, bin} = scene;
    if (!comparison) return;
    const {rows, columns} = images.reference;
    if (rows !== binCount(axes) || columns !== axes.frames) {
      images = createComparisonImages(axes);
      written = null;
    }
    if (written !== comparison || writtenTable !== table) {
      writeComparison(images, comparison, table);
      written = comparison;
      writtenTable = table;
    }
    const cursor = {frame, bin};
    layout = drawComparison(context, {images, comparison, axes}, {width, theme, table, cursor});
    drawOver?.(context, layout);
    readout.textContent = readingOf(cursor);
  }

  /** @param {Pixel} pixel */
  function readingOf(pixel) {
    const {comparison, axes} = scene;
    if (!comparison) return '';
    if (pixel.frame >= scene.heard) return `${describePixel(pixel, axes)}: not heard yet`;
    const at = pixel.bin * axes.frames + pixel.frame;
    const {values, scale} = comparison;
    return (
      `${describePixel(pixel, axes)}: reference ${describeLevel(values.reference[at], scale)}, ` +
      `network ${describeLevel(values.network[at], scale)}, ` +
      `difference ${describeLevel(values.difference[at], scale)}`
    );
  }

  /** @param {PointerEvent | MouseEvent} event */
  function chooseUnder(event) {
    const {x, y} = pointOn(event);
    const pixel = layout && comparisonAt(x, y, layout);
    if (pixel) choose(pixel);
  }

  canvas.addEventListener('click', chooseUnder, {signal});
  canvas.addEventListener('pointermove', event => event.buttons > 0 && chooseUnder(event), {
    signal,
  });
  onKeys(canvas, signal, event => {
    const {frame, bin} = scene;
    /** @type {Record<string, Pixel>} */
    const moves = {
      ArrowLeft: {frame: frame - 1, bin},
      ArrowRight: {frame: frame + 1, bin},
      ArrowUp: {frame, bin: bin + 1},
      ArrowDown: {frame, bin: bin - 1},
    };
    const pixel = moveOf(event, moves);
    if (pixel) choose(pixel);
    return pixel !== undefined;
  });

  return {
    describe() {
      const {comparison} = scene;
      if (comparison) canvas.setAttribute('aria-label', describeComparison(comparison));
    },
  };
}
