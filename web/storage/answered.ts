import {StorageError} from './storage-error.ts';

/** Milliseconds until a storage that does not answer is gone on without. */
export const patience = 2000;

/** Looks at the clock until then: a page that was asleep, or busy, has not waited meanwhile. */
const looks = 4;

/**
 * An answer of the storage, as long as it is waited for. One that comes later is not missed by
 * anybody: it neither counts nor fails.
 * @param limit milliseconds; Infinity: as long as it takes
 * @param signal of whoever may no longer want it
 * @param silent what is thrown where another than the storage is asked
 * @throws StorageError where the storage is silent; the signal's reason, at once
 */
export async function answered<Answer>(
  request: Promise<Answer>,
  limit: number = patience,
  signal?: AbortSignal,
  silent: Error = new StorageError('its storage does not answer'),
): Promise<Answer> {
  let giveUp: (reason: unknown) => void = () => {};
  const givenUp = new Promise<never>((_, reject) => (giveUp = reject));
  let left = looks;
  const look = () => {
    if (--left === 0) giveUp(silent);
  };
  const clock = limit < Infinity ? setInterval(look, limit / looks) : undefined;
  const stop = () => giveUp(signal?.reason);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    return await Promise.race([request, givenUp]);
  } finally {
    clearInterval(clock);
    signal?.removeEventListener('abort', stop);
  }
}
