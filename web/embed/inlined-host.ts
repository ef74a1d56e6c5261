import {coreText, relaxedText, workerText} from '../built.ts';
import {compileParts, once} from '../engine/host/compile-parts.ts';
import type {Host} from '../engine/pool.ts';

/** Runs where nothing may be fetched: worker and core stand in the script itself, as texts. */
export function browserHost(): Host {
  return {
    cores: navigator.hardwareConcurrency || 1,
    startWorker: () => workerOf(workerText),
    compileCore: once(() =>
      compileParts(async () => [
        bytesOf(coreText),
        relaxedText === null ? null : bytesOf(relaxedText),
      ]),
    ),
  };
}

export function workerOf(script: string) {
  const address = URL.createObjectURL(new Blob([script], {type: 'text/javascript'}));
  try {
    return new Worker(address);
  } finally {
    // The worker has taken it over, though not everywhere at once.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

export function bytesOf(base64: string) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}
