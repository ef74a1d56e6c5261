import createModule from '#study';
import {CoreFailure, guarded} from '../worker/guarded-core.ts';
import {instantiate} from '../worker/instantiate.ts';
import {studyCode} from './study-code.ts';
import type {Study} from './study-types.ts';

/** @throws CoreFailure also by each of its calls that fails, see guarded-core.ts */
export async function instantiateStudy(module: WebAssembly.Module): Promise<Study> {
  const {api, hasAborted} = await instantiate(createModule, module).catch(cause => {
    throw new CoreFailure(`The ${studyCode} could not be started.`, {cause});
  });
  return guarded(api, hasAborted, studyCode);
}
