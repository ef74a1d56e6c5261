import {npyHeader} from '../../web/formats/npy.ts';
import {parseSetting} from '../../web/settings/check.ts';
import {shownValue} from '../../web/settings/shown-value.ts';
import {splitArguments} from './arguments.ts';
import {UsageError} from './errors.ts';
import {loadCore} from './load-core.ts';
import {openNpy} from './npy-file.ts';
import {checkPaths} from './paths.ts';
import {rowsAtATime, savedNetworks, singleLayer} from './saved-networks.ts';
import {checkFinite, checkNotLost, readSingleRows} from './singles.ts';
import {writeTarget} from './targets.ts';
import type {NpyFile} from './npy-file.ts';
import type {SavedNetwork} from './saved-networks.ts';

/**
 * fourier-net predict W.npy IN.npy OUT.npy: rows of IN times W, or through another network; float32.
 * The rows go through some at a time: of all that is large, only W has to fit into memory.
 */
export async function predict(args: string[]) {
  const {operands, options} = splitArguments(args, {
    operands: ['W.npy', 'IN.npy', 'OUT.npy'],
    values: ['kernel', 'model'],
  });
  const [weightsFile, input, output] = operands;
  const kernel = checkedKernel(String(options.kernel ?? 'auto'));
  const network = networkNamed(options.model);
  await checkPaths({
    reads: {'W.npy': weightsFile, 'IN.npy': input},
    writes: {'OUT.npy': output},
  });
  const weights = await openNpy(weightsFile);
  const x = await openNpy(input);
  try {
    const {outputs} = await sizesOf(network, weights, x, hint(options.model));
    const rows = Math.min(x.rows, rowsAtATime(x.columns + outputs));
    const apply = await openNetwork(network, weights, x, {kernel, rows, model: options.model});
    await writeTarget(output, async write => {
      await write(npyHeader('<f4', [...x.shape.slice(0, -1), outputs]));
      for (let first = 0; first < x.rows; first += rows) {
        const some = await readSingleRows(x, first, Math.min(rows, x.rows - first));
        const y = apply(some);
        checkFinite({weights, x}, first, y, outputs);
        if (network.byRow) checkNotLost({weights, x, apply}, {first, some, y});
        await write(new Uint8Array(y.buffer));
      }
    });
  } finally {
    await weights.close();
    await x.close();
  }
}

async function sizesOf(network: SavedNetwork, weights: NpyFile, x: NpyFile, hint: string) {
  const sizes = weights.shape.length === 2 ? network.sizes(weights, x) : null;
  if (sizes && x.shape.at(-1) === sizes.inputs && x.shape.length <= 2) return sizes;
  for (const file of [weights, x]) await file.check(); // what is wrong with one by itself comes first
  if (!sizes) throw wrongWeights(network, weights, hint);
  throw new UsageError(
    `${x.name} has ${shown(x)}: ${weights.name} has ${sizes.inputs} inputs, so ` +
      `allowed is (${sizes.inputs},) or (rows, ${sizes.inputs}).${hint}`,
  );
}

/** @param options rows: at a time */
async function openNetwork(
  network: SavedNetwork,
  weights: NpyFile,
  x: NpyFile,
  {kernel, rows, model}: {kernel: string; rows: number; model: string | boolean | undefined},
) {
  const core = await loadCore();
  const bytes = network.bytes(weights.shape, rows);
  if (!core.reserve(bytes)) {
    throw new UsageError(
      `${weights.name} has ${shown(weights)}: to apply it takes ${Math.ceil(bytes / 1e6)} MB of ` +
        'memory, which cannot be had here.',
    );
  }
  const apply = await network.open(core, weights, x, kernel);
  if (!apply) throw wrongWeights(network, weights, hint(model));
  return apply;
}

function wrongWeights({allowed}: SavedNetwork, weights: NpyFile, hint: string) {
  return new UsageError(`${weights.name} has ${shown(weights)}: allowed is ${allowed}.${hint}`);
}

function networkNamed(model: string | boolean | undefined) {
  if (model === undefined) return singleLayer;
  const name = String(model).trim();
  if (Object.hasOwn(savedNetworks, name)) return savedNetworks[name];
  throw new UsageError(
    `model=${shownValue(name)} is not possible: allowed is ${Object.keys(savedNetworks).join(', ')}; ` +
      'a single layer, which all others are, needs no --model.',
  );
}

/** What a shape that does not fit may mean. */
function hint(model: string | boolean | undefined) {
  const names = Object.keys(savedNetworks).join(' or ');
  return model === undefined ? ` Weights of a ${names} network need --model.` : '';
}

function shown({shape}: {shape: number[]}) {
  return `shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

function checkedKernel(text: string) {
  try {
    return String(parseSetting('kernel', text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  }
}
