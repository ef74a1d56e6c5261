import createModule from '#core';
import {addRelaxedKernel} from './relaxed-kernel.js';

/** @typedef {import('./core-types.js').CompiledCore} CompiledCore */
/** @typedef {import('./core-types.js').Core} Core */

/**
 * An instance of the C++ core, with the relaxed kernel where there is one.
 * @param {CompiledCore} compiled once and handed to every worker
 * @returns {Promise<Core>}
 */
export async function instantiateCore({core: module, relaxed}) {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const core = await createModule({
    /** @type {(imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => object} */
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then(instance => {
        memory = Object.values(instance.exports).find(isMemory);
        done(instance);
      });
      return {};
    },
  });
  if (relaxed && memory) await addRelaxedKernel(core, relaxed, memory);
  return core;
}

/**
 * @param {WebAssembly.ExportValue} value
 * @returns {value is WebAssembly.Memory}
 */
function isMemory(value) {
  return value instanceof WebAssembly.Memory;
}
