import createModule from '#core';
import {CoreFailure, guarded} from './guarded-core.js';
import {instantiate} from './instantiate.js';
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
  const {api, memory, hasAborted} = await instantiate(createModule, module).catch(cause => {
    throw notStarted(cause);
  });
  if (relaxed && memory) await addRelaxedKernel(api, relaxed, memory);
  return guarded(api, hasAborted);
}

/** @param {unknown} cause of the engine */
function notStarted(cause) {
  const message = 'The training code could not be started';
  return /memory/i.test(String(cause))
    ? new Refusal(`${message}: it takes 17 MB of memory, and there is not so much here.`, {cause})
    : new CoreFailure(`${message}.`, {cause});
}
