import {
  comparisonAt,
  comparisonLayout,
  createComparisonImages,
  describeComparison,
  drawComparison,
  writeComparison,
} from './draw.ts';
import {describeLevel, describePixel} from '../spectrogram/draw.ts';
import {binCount} from '../../kit/stft-axes.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import {pointOn} from '../../kit/stages.ts';
import type {Stages} from '../../kit/stages.ts';
import type {ComparisonLayout as Layout, Comparison} from './draw.ts';
import type {Pixel} from '../spectrogram/draw.ts';
import type {SizedCanvas} from '../../kit/canvas.ts';
import type {Theme} from '../../kit/theme.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** What it needs of what is shown. */
export interface Needs {
  comparison: Comparison | null;
  axes: StftAxes;
  theme: Theme;
  sequential: Uint32Array;
  frame: number;
  bin: number;
  /** frames that have been */
  heard: number;
}

/**
 * Reference | network | difference. Point, tap or use the arrow keys to choose the pixel whose
 * weights are shown.
 */
export function addComparison({
  scene,
  stages,
  canvas,
  readout,
  signal,
  choose,
  drawOver,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
  choose: (pixel: Pixel) => void;
  drawOver?: (context: CanvasRenderingContext2D, layout: Layout) => void;
}) {
  let images = createComparisonImages(scene.axes);
  let layout: Layout | null = null;
  let written: Comparison | null = null;
  let writtenTable = scene.sequential;

  const heightFor = (width: number) =>
    comparisonLayout({width, axes: scene.axes, theme: scene.theme}).height;
  stages.add(canvas, draw, heightFor);

  function draw({context, width}: SizedCanvas) {
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

  function readingOf(pixel: Pixel) {
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

  function chooseUnder(event: PointerEvent | MouseEvent) {
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
    const moves: Record<string, Pixel> = {
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
