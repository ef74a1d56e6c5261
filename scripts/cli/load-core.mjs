import {instantiateCore} from '../../web/engine/core.js';
import {compileCore} from '../../web/engine/node-host.js';
import {UsageError} from './errors.mjs';

/**
 * The core, for what a command does by itself.
 * @throws {UsageError} where there is no memory for it
 */
export async function loadCore() {
  const compiled = await compileCore();
  return instantiateCore(compiled).catch(error => {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message);
  });
}
