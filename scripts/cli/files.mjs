import {readFile} from 'node:fs/promises';
import {ContentError} from '../../web/formats/content-error.js';
import {parseNpy} from '../../web/formats/npy.js';
import {matrixSetting} from '../../web/settings/matrix-setting.js';
import {UsageError} from './errors.mjs';
import {systemReason} from './system-reason.mjs';
import {writeTarget} from './targets.mjs';

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
  const bytes = await readFile(file).catch(error => {
    throw new UsageError(`${file} cannot be read (${systemReason(error)}).`);
  });
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    throw new UsageError(`${file} ${error.message}.`);
  }
}

/** @param {import('../../web/formats/npy.js').RealArray} array */
function checkFinite({shape, values}) {
  if (values.length === 0) {
    throw new ContentError(`holds no values: its shape is (${shape.join(', ')})`);
  }
  const bad = values.findIndex(value => !Number.isFinite(value));
  if (bad < 0) return;
  const width = shape.at(-1) ?? 1;
  throw new ContentError(
    `contains ${values[bad]} (row ${Math.floor(bad / width)}, column ${bad % width}): ` +
      'allowed are finite numbers',
  );
}

/**
 * @param {string} file
 * @param {Uint8Array} bytes
 * @throws {RunError} saying why it could not be written; what was there before is still there
 */
export async function writeBytes(file, bytes) {
  await writeTarget(file, write => write(bytes));
}
