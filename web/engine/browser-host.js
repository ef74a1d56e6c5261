import {simd} from 'wasm-feature-detect';
import {compileRelaxed} from './relaxed-kernel.js';

/** @typedef {import('./core-types.js').CompiledCore} CompiledCore */

/**
 * Runs in a browser: module workers beside this script, the core fetched and compiled once.
 * @returns {import('./pool.js').Host}
 */
export function browserHost() {
  /** @type {Promise<CompiledCore> | null} */
  let compiled = null;
  return {
    cores: navigator.hardwareConcurrency || 1,
    startWorker: () => new Worker(new URL(WORKER_FILE, import.meta.url), {type: 'module'}),
    compileCore() {
      compiled ??= compileCore().catch(error => {
        compiled = null; // the next attempt may go better
        throw error;
      });
      return compiled;
    },
  };
}

/**
 * @returns {Promise<CompiledCore>}
 * @throws {Error} in words that the reader of the page understands
 */
async function compileCore() {
  if (typeof WebAssembly === 'undefined' || !(await simd())) {
    throw new Error(
      'This browser has no WebAssembly SIMD, which training needs. Chrome 91, Firefox 89, ' +
        'Safari 16.4 and newer have it.',
    );
  }
  const [core, relaxed] = await Promise.all([
    fetchBytes(CORE_FILE),
    RELAXED_FILE === null ? null : fetchBytes(RELAXED_FILE),
  ]);
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
 * A file beside this script; null where it cannot be had.
 * @param {string} name
 */
async function fetchBytes(name) {
  const response = await fetch(new URL(name, import.meta.url)).catch(() => null);
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}
