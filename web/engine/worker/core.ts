import createModule from '#core';
import coreMemory from '#core-memory';
import {CoreFailure, guarded} from './guarded-core.ts';
import {instantiate} from './instantiate.ts';
import {Refusal} from '../refusal.ts';
import {addRelaxedKernel} from './relaxed-kernel.ts';
import type {CompiledCore, Core} from '../core-types.ts';

/**
 * An instance of the C++ core, with the relaxed kernel where there is one.
 * @param compiled once and handed to every worker
 * @throws Refusal when there is no memory for it
 * @throws CoreFailure when it fails otherwise; so does each of its calls, see guarded-core.ts
 */
export async function instantiateCore({core: module, relaxed}: CompiledCore): Promise<Core> {
  const {api, memory, hasAborted} = await instantiate(createModule, module).catch(cause => {
    throw notStarted(cause);
  });
  if (relaxed && memory) await addRelaxedKernel(api, relaxed, memory);
  return guarded(api, hasAborted);
}

/** @param cause of the engine */
function notStarted(cause: unknown) {
  const message = 'The training code could not be started';
  const megabytes = Math.ceil(coreMemory / 1e6);
  return /memory/i.test(String(cause))
    ? new Refusal(
        `${message}: it takes ${megabytes} MB of memory, and there is not so much here.`,
        {cause},
      )
    : new CoreFailure(`${message}.`, {cause});
}
