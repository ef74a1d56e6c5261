import {open} from 'node:fs/promises';
import {ContentError} from '../../web/formats/content-error.ts';
import {largestMatrixFile, matrixSetting} from '../../web/settings/matrix-setting.ts';
import {UsageError} from './errors.ts';
import {systemReason} from './system-reason.ts';
import {writeTarget} from './targets.ts';

/**
 * Of a file that is longer than any matrix only the beginning is read, which tells its size.
 * @returns the setting that a matrix is
 * @throws UsageError naming the file and what is wrong with it
 */
export async function readMatrix(file: string): Promise<string> {
  const {bytes, length} = await beginningOf(file, largestMatrixFile).catch(error => {
    throw new UsageError(`${file} cannot be read (${systemReason(error)}).`);
  });
  try {
    return matrixSetting(bytes, length);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    throw new UsageError(`${file} ${error.message}.`);
  }
}

/**
 * @param most bytes
 * @returns length: of the file; of a pipe that gives
 * more than is read it is not known, and a very large number
 */
async function beginningOf(
  file: string,
  most: number,
): Promise<{bytes: Uint8Array; length: number}> {
  const handle = await open(file);
  try {
    const all = new Uint8Array(most);
    let end = 0;
    for (let read = 1; read > 0 && end < most; end += read) {
      read = (await handle.read(all, end, most - end)).bytesRead;
    }
    const stat = await handle.stat();
    const whole = end < most ? end : Number.MAX_SAFE_INTEGER;
    return {bytes: all.subarray(0, end), length: stat.isFile() ? stat.size : whole};
  } finally {
    await handle.close();
  }
}

/** @throws RunError saying why it could not be written; what was there before is still there */
export async function writeBytes(file: string, bytes: Uint8Array) {
  await writeTarget(file, write => write(bytes));
}
