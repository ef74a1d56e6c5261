import {readFile} from 'node:fs/promises';
import createModule from '#core';

/** @typedef {import('../../web/engine/core-types.js').Core} Core */

const pageSize = 2 ** 16;
const untouched = new Uint8Array(pageSize);

/**
 * A core with memory of a size that never changes, so that what is taken of it can be measured: the
 * allocator writes at the end of what it has, and nothing was ever written behind that.
 * @param {number} bytes
 * @returns {Promise<{core: Core, peak: () => number}>} peak: most bytes ever taken, what the core
 *   has before any work included
 */
export async function meteredCore(bytes) {
  const module = await coreWithMemory(bytes, bytes);
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const core = await createModule({
    /** @type {(imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => object} */
    instantiateWasm(imports, done) {
      void WebAssembly.instantiate(module, imports).then(instance => {
        memory = Object.values(instance.exports).find(value => value instanceof WebAssembly.Memory);
        done(instance);
      });
      return {};
    },
  });
  const peak = () => {
    const all = Buffer.from(/** @type {WebAssembly.Memory} */ (memory).buffer);
    let end = all.length;
    while (end > 0 && all.subarray(end - pageSize, end).equals(untouched)) end -= pageSize;
    return end;
  };
  return {core, peak};
}

/**
 * The core's module with other limits of its memory, as on a device that has no more.
 * @param {number} least bytes that it begins with
 * @param {number} most
 */
export async function coreWithMemory(least, most) {
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
 * @param {Uint8Array} bytes
 */
function memorySection(bytes) {
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

/** @param {number} value @returns {number[]} */
function leb128(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >>> 7)];
}
