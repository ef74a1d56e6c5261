import {simd} from 'wasm-feature-detect';
import {compileRelaxed} from './relaxed-kernel.js';

/** @typedef {import('./core-types.js').CompiledCore} CompiledCore */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * @param {() => Promise<[core: Bytes | null, relaxed: Bytes | null]>} getBytes core: null where it
 *   cannot be had
 * @returns {Promise<CompiledCore>}
 * @throws {Error} in words that the reader of the page understands
 */
export async function compileParts(getBytes) {
  if (typeof WebAssembly === 'undefined' || !(await simd())) {
    throw new Error(
      'This browser has no WebAssembly SIMD, which training needs. Chrome 91, Firefox 89, ' +
        'Safari 16.4 and newer have it.',
    );
  }
  const [core, relaxed] = await getBytes();
  if (!core) {
    throw new Error('The training code could not be loaded. Check the connection and press Reset.');
  }
  // Not compileStreaming: it insists on a MIME type that some static hosts do not send.
  return {
    core: await WebAssembly.compile(core),
    relaxed: relaxed && (await compileRelaxed(relaxed)),
  };
}

/**
 * What may be tried again when it fails, and is done once otherwise.
 * @template Result
 * @param {() => Promise<Result>} work
 */
export function once(work) {
  /** @type {Promise<Result> | null} */
  let result = null;
  return () => {
    result ??= work().catch(error => {
      result = null; // the next attempt may go better
      throw error;
    });
    return result;
  };
}
