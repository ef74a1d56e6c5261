import {readFile} from 'node:fs/promises';
import createModule from '#core';
import type {Core} from '../../web/engine/core-types.ts';

const pageSize = 2 ** 16;
const untouched = new Uint8Array(pageSize);

/**
 * A core with memory of a size that never changes, so that what is taken of it can be measured: the
 * allocator writes at the end of what it has, and nothing was ever written behind that.
 * @returns peak: most bytes ever taken, what the core has before any work included
 */
export async function meteredCore(bytes: number): Promise<{core: Core; peak: () => number}> {
  const module = await coreWithMemory(bytes, bytes);
  let memory: WebAssembly.Memory | undefined;
  const core = await createModule({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      void WebAssembly.instantiate(module, imports).then(instance => {
        memory = Object.values(instance.exports).find(value => value instanceof WebAssembly.Memory);
        done(instance);
      });
      return {};
    },
  });
  const peak = () => {
    const all = Buffer.from((memory as WebAssembly.Memory).buffer);
    let end = all.length;
    while (end > 0 && all.subarray(end - pageSize, end).equals(untouched)) end -= pageSize;
    return end;
  };
  return {core, peak};
}

/**
 * The core's module with other limits of its memory, as on a device that has no more.
 * @param least bytes that it begins with
 */
export async function coreWithMemory(least: number, most: number) {
  const bytes = await readFile(new URL('../../build/wasm/fourier-net.wasm', import.meta.url));
  const {begin, end} = memorySection(bytes);
  const limits = [least, most].flatMap(size => leb128(Math.ceil(size / pageSize)));
  const section = [5, 2 + limits.length, 1, 1, ...limits]; // one memory, with a maximum
  return WebAssembly.compile(
    Buffer.concat([bytes.subarray(0, begin), Uint8Array.from(section), bytes.subarray(end)]),
  );
}

/**
 * Where the section that declares the memory stands, https://webassembly.github.io/spec/core/binary
 */
function memorySection(bytes: Uint8Array) {
  let at = 8;
  while (at < bytes.length) {
    const begin = at;
    const id = bytes[at++];
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7, at++) {
      length |= (bytes[at] & 127) << shift;
      more = bytes[at] > 127;
    }
    at += length;
    if (id === 5) return {begin, end: at};
  }
  throw new Error('The core declares no memory.');
}

function leb128(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >>> 7)];
}
