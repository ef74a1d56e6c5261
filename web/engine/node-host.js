import {existsSync} from 'node:fs';
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
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  try {
    bytes = new Uint8Array(await readFile(new URL('fourier-net.wasm', built)));
  } catch (cause) {
    throw new Error('The WebAssembly core is not there: run ./scripts/build first.', {cause});
  }
  try {
    return {core: await WebAssembly.compile(bytes), relaxed: await relaxedKernel()};
  } catch (cause) {
    const message = 'The WebAssembly core cannot be compiled: run ./scripts/build again.';
    throw new Error(message, {cause});
  }
}

async function relaxedKernel() {
  const file = new URL('relaxed.wasm', built);
  if (!existsSync(file)) return null; // built without clang-19
  const bytes = new Uint8Array(await readFile(file));
  // Node 20 has relaxed SIMD behind a flag; it holds for the whole process, workers included.
  if (!WebAssembly.validate(bytes)) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return compileRelaxed(bytes);
}
