import {constants} from 'node:os';
import {CommandError} from './errors.mjs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Milliseconds of work between two looks at what came. */
const slice = 20;

/**
 * Signals that end a command are heard at its next pause, where it can still clear up.
 * @returns {{pause: () => Promise<void>, end: () => void}} pause throws a CommandError when one came
 */
export function hearInterruptions() {
  let status = 0;
  let last = performance.now();
  /** @param {NodeJS.Signals} signal */
  const hear = signal => (status = 128 + constants.signals[signal]);
  for (const signal of signals) process.on(signal, hear);
  return {
    async pause() {
      if (performance.now() - last < slice) return;
      await new Promise(setImmediate);
      last = performance.now();
      if (status) throw new CommandError('interrupted: nothing was written.', status);
    },
    end() {
      for (const signal of signals) process.off(signal, hear);
    },
  };
}
