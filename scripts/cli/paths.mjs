import {realpath, stat} from 'node:fs/promises';
import {UsageError} from './errors.mjs';
import {PathError, systemReason} from './system-reason.mjs';
import {checkTarget} from './targets.mjs';

/**
 * @typedef {Record<string, string | boolean | undefined>} Paths by what the command line calls them;
 *   what is no string was not given
 */

/**
 * Asks, before any work begins, whether all files can be read and written, and whether what is
 * written takes the place of nothing else that is read or written.
 * @param {{reads: Paths, writes: Paths, replaces?: [read: string, write: string]}} paths replaces:
 *   what may be written where it was read
 * @throws {UsageError} naming the path and what is wrong with it
 */
export async function checkPaths({reads, writes, replaces}) {
  /** @type {Map<string, string>} */
  const taken = new Map();
  for (const [name, file] of given(reads)) {
    taken.set(await checkSource(file).catch(refusal(file, 'read')), name);
  }
  for (const [name, file] of given(writes)) {
    const {path, part} = await checkTarget(file).catch(refusal(file, 'written'));
    for (const place of part === null && path.startsWith('/dev/') ? [] : [path, part]) {
      if (place === null) continue;
      const other = taken.get(place);
      const isMeant = replaces?.[0] === other && replaces?.[1] === name && place === path;
      if (other !== undefined && !isMeant) {
        throw new UsageError(`${name} and ${other} are one file, ${place}: two are needed.`);
      }
      taken.set(place, name);
    }
  }
}

/**
 * @param {Paths} paths
 * @returns {[name: string, file: string][]}
 */
function given(paths) {
  return Object.entries(paths).flatMap(([name, file]) => {
    if (file === '') throw new UsageError(`${name} is an empty path: a file has to be named.`);
    return typeof file === 'string' ? [[name, file]] : [];
  });
}

/**
 * @param {string} file
 * @returns {Promise<string>} where links lead
 */
async function checkSource(file) {
  const found = await stat(file);
  if (found.isDirectory()) throw new PathError('it is a folder');
  if (found.isFIFO()) return file;
  if (!found.isFile()) throw new PathError('it is a device');
  return realpath(file);
}

/**
 * @param {string} file
 * @param {'read' | 'written'} done
 * @returns {(error: unknown) => never}
 */
function refusal(file, done) {
  return error => {
    throw new UsageError(`${file} cannot be ${done} (${systemReason(error)}).`);
  };
}
