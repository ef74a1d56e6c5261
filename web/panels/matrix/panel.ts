import {createMatrixImage} from '../../kit/matrix-image.ts';
import {drawMatrix, outputAt} from './draw.ts';
import {pointOn} from '../../kit/stages.ts';
import type {Stages} from '../../kit/stages.ts';
import type {MatrixLayout, MatrixShape} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  shape: MatrixShape;
  table: Uint32Array;
  limit: number;
  selected: number;
  theme: Theme;
}

/** One of the two matrices; a click or the arrow keys select an output. */
export function addMatrix({
  scene,
  stages,
  canvas,
  signal,
  read,
  describe,
  select,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  signal: AbortSignal;
  read: () => Float32Array | null;
  describe: () => string;
  select: (output: number) => void;
}) {
  let image = createMatrixImage(1, 1);
  let written: Float32Array | null = null;
  let writtenTable = scene.table;
  let layout: MatrixLayout | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const values = read();
    const {shape, table, limit, selected, theme} = scene;
    if (!values) return;
    if (image.rows !== shape.inputs || image.columns !== shape.outputs) {
      image = createMatrixImage(shape.inputs, shape.outputs);
      written = null;
    }
    if (written !== values || writtenTable !== table) {
      image.write(values, limit, table);
      written = values;
      writtenTable = table;
    }
    layout = drawMatrix(context, {image, shape, selected}, {width, height, theme});
  });

  canvas.addEventListener(
    'click',
    event => {
      const {x, y} = pointOn(event);
      const output = layout && outputAt(x, y, scene.shape, layout);
      if (output !== null) select(output);
    },
    {signal},
  );

  return {
    describe: () => canvas.setAttribute('aria-label', describe()),
  };
}
