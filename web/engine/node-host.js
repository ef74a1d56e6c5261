import {readFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {setFlagsFromString} from 'node:v8';
import Worker from 'web-worker';
import {compileRelaxed} from './relaxed-kernel.js';

/** @typedef {import('./core-types.js').CompiledCore} CompiledCore */

const built = new URL('../../build/wasm/', import.meta.url);

/**
 * Runs in Node: the same workers and the same WebAssembly as in a browser.
 * @returns {import('./pool.js').Host}
 */
export function nodeHost() {
  return {
    cores: availableParallelism(),
    startWorker: () => new Worker(new URL('./worker.js', import.meta.url), {type: 'module'}),
    compileCore,
  };
}

/**
 * @returns {Promise<CompiledCore>}
 * @throws {Error} saying what to do when the core was not built yet
 */
export async function compileCore() {
  try {
    const core = await WebAssembly.compile(await readFile(new URL('fourier-net.wasm', built)));
    return {core, relaxed: await relaxedKernel()};
  } catch (cause) {
    throw new Error('The WebAssembly core is not there: run ./scripts/build first.', {cause});
  }
}

async function relaxedKernel() {
  const bytes = await readFile(new URL('relaxed.wasm', built)).catch(() => null);
  if (!bytes) return null; // built without clang-19
  // Node 20 has relaxed SIMD behind a flag; it holds for the whole process, workers included.
  if (!WebAssembly.validate(bytes)) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return compileRelaxed(bytes);
}
