import {open} from 'node:fs/promises';
import {StateError} from '../../web/engine/saved-state.js';
import {ContentError} from '../../web/formats/content-error.js';
import {RunError, UsageError} from './errors.mjs';
import {systemReason} from './system-reason.mjs';
import {writeTarget} from './targets.mjs';

/** @typedef {import('../../web/engine/run.js').Run} Run */

/** Milliseconds between two checkpoints. */
const interval = 60_000;

/**
 * Keeps a run in a file, which is always whole.
 * @param {Run} run
 * @param {string} file
 */
export function createKeeper(run, file) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  /**
   * One after the other: they write the same file.
   * @returns {Promise<void>}
   * @throws {RunError} where that fails; the file is as it was
   */
  function save() {
    const saved = last.then(() => writeTarget(file, write => run.save(write)));
    last = saved.then(
      () => {},
      () => {}, // told by whoever asked for it
    );
    return saved;
  }

  return {
    save,
    start() {
      timer = setInterval(() => {
        save().catch(error => {
          if (!(error instanceof RunError)) throw error;
          process.stderr.write(`fourier-net: ${error.message} Training goes on.\n`);
        });
      }, interval);
    },
    stop() {
      clearInterval(timer);
    },
  };
}

/**
 * @param {Run} run
 * @param {string} file
 * @param {Record<string, unknown>} changes
 * @throws {UsageError} naming the file and what is wrong with it
 */
export async function openRun(run, file, changes) {
  const handle = await open(file, 'r').catch(error => {
    throw new UsageError(`${file} cannot be read (${systemReason(error)}).`);
  });
  try {
    await run.open(() => readerOf(handle), {changes: {speed: 'max', ...changes}});
  } catch (error) {
    if (error instanceof ContentError) throw new UsageError(`${file} ${error.message}.`);
    if (error instanceof StateError || error instanceof RangeError) {
      throw new UsageError(`${file}: ${error.message}`);
    }
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @returns {import('../../web/formats/run-file.js').Read}
 */
function readerOf(handle) {
  let position = 0;
  return async length => {
    const {bytesRead, buffer} = await handle.read(new Uint8Array(length), 0, length, position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
}
