import createModule from '#core';
import {CoreFailure, guarded} from './guarded-core.js';
import {Refusal} from './refusal.js';
import {addRelaxedKernel} from './relaxed-kernel.js';

/** @typedef {import('./core-types.js').CompiledCore} CompiledCore */
/** @typedef {import('./core-types.js').Core} Core */

/**
 * An instance of the C++ core, with the relaxed kernel where there is one.
 * @param {CompiledCore} compiled once and handed to every worker
 * @returns {Promise<Core>}
 * @throws {Refusal} when there is no memory for it
 * @throws {CoreFailure} when it fails otherwise; so does each of its calls, see guarded-core.js
 */
export async function instantiateCore({core: module, relaxed}) {
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  let aborted = false;
  /** @type {Core} */
  const core = await new Promise((resolve, reject) => {
    /** @param {unknown} cause */
    const fail = cause => reject(notStarted(cause));
    createModule({
      /** @type {(imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => object} */
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports)
          .then(instance => {
            memory = Object.values(instance.exports).find(isMemory);
            done(instance);
          })
          .catch(fail);
        return {};
      },
      onAbort: () => (aborted = true),
      printErr() {}, // it prints only that it aborts: the call that did it fails in words
    }).then(resolve, fail);
  });
  if (relaxed && memory) await addRelaxedKernel(core, relaxed, memory);
  return guarded(core, () => aborted);
}

/** @param {unknown} cause of the engine */
function notStarted(cause) {
  const message = 'The training code could not be started';
  return /memory/i.test(String(cause))
    ? new Refusal(`${message}: it takes 17 MB of memory, and there is not so much here.`, {cause})
    : new CoreFailure(`${message}.`, {cause});
}

/**
 * @param {WebAssembly.ExportValue} value
 * @returns {value is WebAssembly.Memory}
 */
function isMemory(value) {
  return value instanceof WebAssembly.Memory;
}
