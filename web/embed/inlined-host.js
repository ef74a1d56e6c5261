import {compileParts, once} from '../engine/compile-parts.js';

/**
 * Runs where nothing may be fetched: worker and core stand in the script itself, as texts.
 * @returns {import('../engine/pool.js').Host}
 */
export function browserHost() {
  return {
    cores: navigator.hardwareConcurrency || 1,
    startWorker: () => workerOf(WORKER_TEXT),
    compileCore: once(() =>
      compileParts(async () => [
        bytesOf(CORE_TEXT),
        RELAXED_TEXT === null ? null : bytesOf(RELAXED_TEXT),
      ]),
    ),
  };
}

/** @param {string} script */
export function workerOf(script) {
  const address = URL.createObjectURL(new Blob([script], {type: 'text/javascript'}));
  try {
    return new Worker(address);
  } finally {
    // The worker has taken it over, though not everywhere at once.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

/** @param {string} base64 */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}
