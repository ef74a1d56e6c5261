import {createMatrixImage} from '../../views/matrix-image.js';
import {drawMatrix, outputAt} from '../../views/matrix.js';
import {pointOn} from '../stages.js';

/** @typedef {import('../transform-scene.js').TransformScene} TransformScene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * One of the two matrices; a click or the arrow keys select an output.
 * @param {{scene: TransformScene, stages: Stages, canvas: HTMLCanvasElement, signal: AbortSignal,
 *   read: () => Float32Array | null, describe: () => string, select: (output: number) => void}} parts
 */
export function addMatrix({scene, stages, canvas, signal, read, describe, select}) {
  let image = createMatrixImage(1, 1);
  /** @type {Float32Array | null} */
  let written = null;
  let writtenTable = scene.table;
  /** @type {import('../../views/matrix.js').MatrixLayout | null} */
  let layout = null;

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
