import {access, constants, open, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {parseNpy} from '../../web/formats/npy.js';
import {matrixSetting} from '../../web/settings/matrix-setting.js';
import {UsageError} from './errors.mjs';

/**
 * @param {string} file
 * @returns {Promise<import('../../web/formats/npy.js').RealArray>} without NaN or infinity
 * @throws {UsageError} naming the file and what is wrong with it
 */
export async function readArray(file) {
  return readAs(file, bytes => {
    const array = parseNpy(bytes);
    checkFinite(array);
    return array;
  });
}

/**
 * @param {string} file
 * @returns {Promise<string>} the setting that a matrix is
 * @throws {UsageError} naming the file and what is wrong with it
 */
export async function readMatrix(file) {
  return readAs(file, matrixSetting);
}

/**
 * @template Content
 * @param {string} file
 * @param {(bytes: Uint8Array) => Content} parse
 */
async function readAs(file, parse) {
  let bytes;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${systemReason(error)}).`);
  }
  try {
    return parse(bytes);
  } catch (error) {
    throw new UsageError(`${file} ${/** @type {Error} */ (error).message}.`);
  }
}

/** @param {import('../../web/formats/npy.js').RealArray} array */
function checkFinite({shape, values}) {
  if (values.length === 0) {
    throw new TypeError(`holds no values: its shape is (${shape.join(', ')})`);
  }
  const bad = values.findIndex(value => !Number.isFinite(value));
  if (bad < 0) return;
  const width = shape.at(-1) ?? 1;
  throw new TypeError(
    `contains ${values[bad]} (row ${Math.floor(bad / width)}, column ${bad % width}): ` +
      'allowed are finite numbers',
  );
}

/**
 * Asks, before the work begins, whether its result can be written.
 * @param {string} file
 * @throws {UsageError}
 */
export async function checkWritable(file) {
  try {
    const handle = await open(file, constants.O_WRONLY).catch(error => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    await handle?.close();
    if (!handle) await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${systemReason(error)}).`);
  }
}

/**
 * @param {string} file
 * @param {Uint8Array} bytes
 */
export async function writeBytes(file, bytes) {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${systemReason(error)}).`);
  }
}

/** @param {unknown} error */
function systemReason(error) {
  const {code} = /** @type {NodeJS.ErrnoException} */ (error);
  const reasons = /** @type {Record<string, string>} */ ({
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is not a folder',
    EROFS: 'read-only file system',
    ENOSPC: 'no space left',
  });
  return reasons[code ?? ''] ?? code ?? String(error);
}
