import createModule from '#core';

/** @typedef {import('./core-types.js').Core} Core */

/**
 * An instance of the C++ core.
 * @param {WebAssembly.Module} module compiled once and handed to every worker
 * @returns {Promise<Core>}
 */
export function instantiateCore(module) {
  return createModule({
    /** @type {(imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => object} */
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then(done);
      return {};
    },
  });
}
