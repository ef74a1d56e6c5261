import createModule from '#study';
import {CoreFailure, guarded} from '../guarded-core.js';
import {instantiate} from '../instantiate.js';
import {studyCode} from './study-code.js';

/** @typedef {import('./study-types.js').Study} Study */

/**
 * @param {WebAssembly.Module} module
 * @returns {Promise<Study>}
 * @throws {CoreFailure} also by each of its calls that fails, see guarded-core.js
 */
export async function instantiateStudy(module) {
  const {api, hasAborted} = await instantiate(createModule, module).catch(cause => {
    throw new CoreFailure(`The ${studyCode} could not be started.`, {cause});
  });
  return guarded(api, hasAborted, studyCode);
}
