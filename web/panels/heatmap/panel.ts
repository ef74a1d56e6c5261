import {formatSigned} from '../../words/format.ts';
import {describeHeatmap, drawHeatmap, weightAt} from './draw.ts';
import {drawLegend} from '../../kit/legend.ts';
import {addCursor} from '../../kit/cursor.ts';
import {createMatrixImage, transposed} from '../../kit/matrix-image.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import {pointOn} from '../../kit/stages.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Cell, HeatmapLayout} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  weights: Float32Array | null;
  n: number;
  bin: number;
  table: Uint32Array;
  theme: Theme;
}

/** One scale for all weights: the optimum lies within -1 .. 1. */
const limit = 1;

/**
 * The weight matrix: point or use the arrow keys to read a weight, click or press Enter to follow
 * its bin.
 */
export function addHeatmap({
  scene,
  stages,
  canvas,
  legend,
  readout = null,
  signal,
  selectBin,
  isPlain = false,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  legend?: HTMLCanvasElement;
  /** left out: what is pointed at is not read */
  readout?: HTMLElement | null;
  signal: AbortSignal;
  selectBin: (bin: number) => void;
  /** rows alone: without indices at its sides, and a row is chosen by pointing at it */
  isPlain?: boolean;
}) {
  let layout: HeatmapLayout | null = null;
  let image = createMatrixImage(1, 1);
  let turned = new Float32Array(0);
  let written: Float32Array | null = null;
  let writtenTable = scene.table;

  stages.add(canvas, ({context, width, height}) => {
    const {n, bin, weights, theme, table} = scene;
    if (!weights) return;
    if (image.rows !== 2 * n) {
      image = createMatrixImage(2 * n, 2 * n);
      turned = new Float32Array(4 * n * n);
    }
    if (written !== weights || writtenTable !== table) {
      image.write(transposed(weights, 2 * n, turned), limit, table);
      written = weights;
      writtenTable = table;
    }
    const at = isPlain ? null : cursor.at;
    layout = drawHeatmap(context, {image, n, bin}, {width, height, theme, cursor: at, isPlain});
    cursor.tell();
  });
  if (legend) {
    stages.add(legend, ({context, width, height}) => {
      drawLegend(context, {limit, table: scene.table}, {width, height, theme: scene.theme});
    });
  }

  function readingOf({row, column}: Cell) {
    const {n, weights} = scene;
    const weight = weights?.[column * 2 * n + row] ?? NaN;
    const from = `${column < n ? 're' : 'im'} of sample ${column % n}`;
    const to = `${row < n ? 'Re' : 'Im'} of bin ${row % n}`;
    return `${from} → ${to}: ${formatSigned(weight)}`;
  }

  const under = (x: number, y: number) => layout && weightAt(x, y, layout);
  const cursor = addCursor<Cell>({
    stages,
    canvas,
    readout,
    signal,
    under,
    reading: readingOf,
    otherwise: null,
  });
  canvas.addEventListener(
    isPlain ? 'pointermove' : 'click',
    event => {
      const {x, y} = pointOn(event as PointerEvent);
      const cell = under(x, y);
      if (cell) selectBin(cell.row % scene.n);
    },
    {signal},
  );
  onKeys(canvas, signal, event => {
    const {n} = scene;
    const at = (!isPlain && cursor.at) || {row: scene.bin, column: 0};
    const far = event.shiftKey ? Math.max(1, n / 8) : 1;
    const moves: Record<string, Cell> = {
      ArrowLeft: {row: at.row, column: Math.max(0, at.column - far)},
      ArrowRight: {row: at.row, column: Math.min(2 * n - 1, at.column + far)},
      ArrowUp: {row: Math.max(0, at.row - far), column: at.column},
      ArrowDown: {row: Math.min(2 * n - 1, at.row + far), column: at.column},
    };
    const cell = moveOf(event, moves);
    if (event.key === 'Enter') selectBin(at.row % n);
    else if (cell && isPlain) selectBin(cell.row % n);
    else if (cell) cursor.moveTo(cell);
    else return false;
    return true;
  });

  return {
    /** Brings the canvas' label up to date. */
    describe() {
      const {weights, n, bin} = scene;
      if (weights) canvas.setAttribute('aria-label', describeHeatmap({weights, n, bin}));
    },
  };
}
