import {constants} from 'node:os';
import {CommandError} from './errors.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds of work between two looks at what came. */
const slice = 20;

/**
 * Signals that end a command are heard at its next pause, where it can still clear up.
 * @returns pause throws a CommandError when one came
 */
export function hearInterruptions(): {pause: () => Promise<void>; end: () => void} {
  let status = 0;
  let last = performance.now();
  const hear = (signal: NodeJS.Signals) => (status = 128 + constants.signals[signal]);
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
