import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import Worker from 'web-worker';
import {compileRelaxed} from '../worker/relaxed-kernel.ts';
import type {CompiledCore} from '../core-types.ts';
import type {Host} from '../pool.ts';

const built = new URL('../../../build/wasm/', import.meta.url);

/** Runs in Node: the same workers and the same WebAssembly as in a browser. */
export function nodeHost(): Host {
  return {
    cores: availableParallelism(),
    startWorker: () =>
      new Worker(new URL('../worker/worker.ts', import.meta.url), {type: 'module'}),
    compileCore,
  };
}

/** @throws Error saying what to do when the core was not built yet */
export async function compileCore(): Promise<CompiledCore> {
  let bytes: Uint8Array<ArrayBuffer>;
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
  return compileRelaxed(new Uint8Array(await readFile(file)));
}
