import {open} from 'node:fs/promises';
import {StateError} from '../../web/engine/saved-state.ts';
import {ContentError} from '../../web/formats/content-error.ts';
import {RunError, UsageError} from './errors.ts';
import {systemReason} from './system-reason.ts';
import {writeTarget} from './targets.ts';
import type {Run} from '../../web/engine/run.ts';
import type {FileHandle} from 'node:fs/promises';
import type {Read} from '../../web/formats/run-file.ts';

/** Milliseconds between two checkpoints. */
const interval = 60_000;

/** Keeps a run in a file, which is always whole. */
export function createKeeper(run: Pick<Run, 'save'>, file: string) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /**
   * One after the other: they write the same file.
   * @throws RunError where that fails; the file is as it was
   */
  function save(): Promise<void> {
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

/** @throws UsageError naming the file and what is wrong with it */
export async function openRun(run: Run, file: string, changes: Record<string, unknown>) {
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

function readerOf(handle: FileHandle): Read {
  let position = 0;
  return async length => {
    const {bytesRead, buffer} = await handle.read(new Uint8Array(length), 0, length, position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
}
