import type {Stored} from './run-shelf.ts';

/**
 * Why the browser stores nothing, or gives nothing back. Its message is a clause that follows a
 * colon: “its storage is full”. From a worker it comes as an Error of this name.
 */
export class StorageError extends Error {
  name = 'StorageError';
}

/** The connection is closed: by the browser, or for another tab. Another one may do. */
export class ClosedError extends StorageError {}

/** Something is stored that is not what this page stores: its message says what, in sentences. */
export class UnreadableError extends StorageError {}

/** The same of the note beside a kept run: the run itself may be all right. */
export class UnreadableNote extends UnreadableError {}

/** The shelf has a run of somebody else in the place. */
export class TakenError extends StorageError {
  stored;

  /** @param stored what is there */
  constructor(stored: Stored) {
    super('another run is kept there');
    this.stored = stored;
  }
}

/** @returns told by its name: an error that comes from a worker has no class */
export function isStorageError(error: unknown): error is StorageError {
  return error instanceof Error && error.name === 'StorageError';
}

/**
 * What a call of the browser's storage has thrown, whatever it is, as a StorageError.
 * @param isClosed whether the connection is known to be closed
 */
export function refusalOf(cause: unknown, isClosed: boolean) {
  if (isStorageError(cause)) return cause;
  const {name = '', message = ''} = (cause ?? {}) as Partial<Error>;
  if (name === 'QuotaExceededError' || /quota|disk|full/i.test(message)) {
    return new StorageError('its storage is full', {cause});
  }
  if (isClosed || name === 'InvalidStateError') {
    return new ClosedError('it has closed its storage', {cause});
  }
  return new StorageError('it refuses to store anything', {cause});
}
