import {readFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import Worker from 'web-worker';

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

/** @throws {Error} saying what to do when the core was not built yet */
export async function compileCore() {
  const file = new URL('../../build/wasm/fourier-net.wasm', import.meta.url);
  try {
    return await WebAssembly.compile(await readFile(file));
  } catch (cause) {
    throw new Error('The WebAssembly core is not there: run ./scripts/build first.', {cause});
  }
}
