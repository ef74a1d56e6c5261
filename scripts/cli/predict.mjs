import {instantiateCore} from '../../web/engine/core.js';
import {compileCore} from '../../web/engine/node-host.js';
import {formatNpy} from '../../web/formats/npy.js';
import {checkSetting} from '../../web/settings/check.js';
import {splitArguments} from './arguments.mjs';
import {UsageError} from './errors.mjs';
import {checkWritable, readArray, writeBytes} from './files.mjs';

/**
 * fourier-net predict W.npy IN.npy OUT.npy: rows of IN times W, float32.
 * @param {string[]} args
 */
export async function predict(args) {
  const {operands, options} = splitArguments(args, {
    operands: ['W.npy', 'IN.npy', 'OUT.npy'],
    values: ['kernel'],
  });
  const [weightsFile, input, output] = operands;
  const kernel = checkedKernel(options.kernel ?? 'auto');
  const weights = await readArray(weightsFile);
  const x = await readArray(input);
  await checkWritable(output);
  if (weights.shape.length !== 2) {
    throw new UsageError(
      `${weightsFile} has shape (${weights.shape.join(', ')}): allowed is (inputs, outputs).`,
    );
  }
  const [inputs, outputs] = weights.shape;
  if (x.shape.at(-1) !== inputs || x.shape.length > 2) {
    throw new UsageError(
      `${input} has shape (${x.shape.join(', ')}): ${weightsFile} has ${inputs} inputs, so ` +
        `allowed is (${inputs},) or (rows, ${inputs}).`,
    );
  }
  const core = await instantiateCore(await compileCore());
  const y = core.product(kernel, singles(x.values), singles(weights.values), inputs);
  await writeBytes(output, formatNpy([...x.shape.slice(0, -1), outputs], y));
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
