import {instantiateCore} from '../../web/engine/worker/core.ts';
import {compileCore} from '../../web/engine/host/node-host.ts';
import {UsageError} from './errors.ts';

/**
 * The core, for what a command does by itself.
 * @throws UsageError where there is no memory for it
 */
export async function loadCore() {
  const compiled = await compileCore();
  return instantiateCore(compiled).catch(error => {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  });
}
