import {open, rename, rm} from 'node:fs/promises';
import {RunError, UsageError} from './errors.mjs';

/** @typedef {import('../../web/engine/run.js').Run} Run */

/** Milliseconds between two checkpoints. */
const interval = 60_000;

/**
 * Keeps a run in a file: the file is always whole, because a new one is written beside it first.
 * @param {Run} run
 * @param {string} file
 */
export function createKeeper(run, file) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const unfinished = `${file}.part`;

  let last = Promise.resolve();
  /** One after the other: they write the same file. */
  const save = () => (last = last.catch(() => {}).then(write));

  async function write() {
    try {
      const handle = await open(unfinished, 'w');
      try {
        await run.save(bytes => handle.write(bytes));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, {force: true});
      throw new RunError(`${file} could not be written: ${/** @type {Error} */ (error).message}`);
    }
  }

  return {
    save,
    start() {
      timer = setInterval(() => {
        save().catch(error => process.stderr.write(`fourier-net: ${error.message}\n`));
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
    throw new UsageError(`${file} cannot be read (${error.code}).`);
  });
  try {
    await run.open(() => readerOf(handle), {changes: {speed: 'max', ...changes}});
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${file} ${error.message}.`);
    if (error instanceof RangeError) throw new UsageError(error.message);
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
