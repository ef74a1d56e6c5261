import {instantiateCore} from '../../web/engine/core.js';
import {compileCore} from '../../web/engine/node-host.js';
import {formatNpy} from '../../web/formats/npy.js';
import {checkSetting} from '../../web/settings/check.js';
import {splitArguments} from './arguments.mjs';
import {UsageError} from './errors.mjs';
import {checkWritable, readArray, writeBytes} from './files.mjs';

/**
 * fourier-net predict W.npy IN.npy OUT.npy: rows of IN times W, or through the layers of W; float32.
 * @param {string[]} args
 */
export async function predict(args) {
  const {operands, options} = splitArguments(args, {
    operands: ['W.npy', 'IN.npy', 'OUT.npy'],
    values: ['kernel', 'model'],
  });
  const [weightsFile, input, output] = operands;
  const kernel = checkedKernel(options.kernel ?? 'auto');
  const {model} = options;
  if (model !== undefined && model !== 'butterfly') {
    throw new UsageError(
      `model=${model} is not possible: allowed is butterfly; a single layer needs no --model.`,
    );
  }
  const weights = await readArray(weightsFile);
  const x = await readArray(input);
  await checkWritable(output);
  const allowed = model ? '(log2 n, 4 n), n a power of two' : '(inputs, outputs)';
  if (weights.shape.length !== 2 || (model && !isButterfly(weights.shape))) {
    throw new UsageError(
      `${weightsFile} has shape (${weights.shape.join(', ')}): allowed is ${allowed}.`,
    );
  }
  const [rows, columns] = weights.shape;
  const [inputs, outputs] = model ? [columns / 2, columns / 2] : [rows, columns];
  if (x.shape.at(-1) !== inputs || x.shape.length > 2) {
    throw new UsageError(
      `${input} has shape (${x.shape.join(', ')}): ${weightsFile} has ${inputs} inputs, so ` +
        `allowed is (${inputs},) or (rows, ${inputs}).`,
    );
  }
  const core = await instantiateCore(await compileCore());
  const [values, w] = [singles(x.values), singles(weights.values)];
  const y = model
    ? core.butterfly(columns / 4, values, w)
    : core.product(kernel, values, w, inputs);
  await writeBytes(output, formatNpy([...x.shape.slice(0, -1), outputs], y));
}

/**
 * Whether weights of that shape can be a butterfly's.
 * @param {readonly number[]} shape
 */
function isButterfly([rows, columns]) {
  return rows >= 1 && columns === 4 * 2 ** rows;
}

/** @param {unknown} value */
function checkedKernel(value) {
  try {
    return String(checkSetting('kernel', value));
  } catch (error) {
    throw new UsageError(/** @type {Error} */ (error).message);
  }
}

/** @param {Float32Array | Float64Array} values */
function singles(values) {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
