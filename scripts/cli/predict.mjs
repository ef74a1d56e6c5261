import {instantiateCore} from '../../web/engine/core.js';
import {compileCore} from '../../web/engine/node-host.js';
import {formatNpy} from '../../web/formats/npy.js';
import {checkSetting} from '../../web/settings/check.js';
import {splitArguments} from './arguments.mjs';
import {UsageError} from './errors.mjs';
import {readArray, writeBytes} from './files.mjs';
import {checkPaths} from './paths.mjs';
import {savedNetworks, singleLayer} from './saved-networks.mjs';

/**
 * fourier-net predict W.npy IN.npy OUT.npy: rows of IN times W, or through another network; float32.
 * @param {string[]} args
 */
export async function predict(args) {
  const {operands, options} = splitArguments(args, {
    operands: ['W.npy', 'IN.npy', 'OUT.npy'],
    values: ['kernel', 'model'],
  });
  const [weightsFile, input, output] = operands;
  const kernel = checkedKernel(options.kernel ?? 'auto');
  const network = networkNamed(options.model);
  await checkPaths({
    reads: {'W.npy': weightsFile, 'IN.npy': input},
    writes: {'OUT.npy': output},
  });
  const weights = singles(await readArray(weightsFile));
  const x = singles(await readArray(input));
  const sizes = weights.shape.length === 2 ? network.sizes(weights, x) : null;
  if (!sizes) {
    throw new UsageError(
      `${weightsFile} has ${shown(weights)}: allowed is ${network.allowed}.${hint(options.model)}`,
    );
  }
  const {inputs, outputs} = sizes;
  if (x.shape.at(-1) !== inputs || x.shape.length > 2) {
    throw new UsageError(
      `${input} has ${shown(x)}: ${weightsFile} has ${inputs} inputs, so ` +
        `allowed is (${inputs},) or (rows, ${inputs}).${hint(options.model)}`,
    );
  }
  const core = await instantiateCore(await compileCore());
  const y = network.apply(core, weights, x, kernel);
  await writeBytes(output, formatNpy([...x.shape.slice(0, -1), outputs], y));
}

/** @param {string | boolean | undefined} model */
function networkNamed(model) {
  if (model === undefined) return singleLayer;
  const name = String(model);
  if (Object.hasOwn(savedNetworks, name)) return savedNetworks[name];
  throw new UsageError(
    `model=${name} is not possible: allowed is ${Object.keys(savedNetworks).join(', ')}; ` +
      'a single layer, which all others are, needs no --model.',
  );
}

/** What a shape that does not fit may mean. @param {string | boolean | undefined} model */
function hint(model) {
  const names = Object.keys(savedNetworks).join(' or ');
  return model === undefined ? ` Weights of a ${names} network need --model.` : '';
}

/** @param {{shape: number[]}} array */
function shown({shape}) {
  return `shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** @param {unknown} value */
function checkedKernel(value) {
  try {
    return String(checkSetting('kernel', value));
  } catch (error) {
    throw new UsageError(/** @type {Error} */ (error).message);
  }
}

/** @param {import('../../web/formats/npy.js').RealArray} array */
function singles({shape, values}) {
  return {shape, values: values instanceof Float32Array ? values : Float32Array.from(values)};
}
