import {realpath, stat} from 'node:fs/promises';
import {UsageError} from './errors.ts';
import {PathError, systemReason} from './system-reason.ts';
import {checkTarget} from './targets.ts';

/**
 * by what the command line calls them;
 *   what is no string was not given
 */
type Paths = Record<string, string | boolean | undefined>;

/**
 * Asks, before any work begins, whether all files can be read and written, and whether what is
 * written takes the place of nothing else that is read or written.
 * @param paths replaces:
 * what may be written where it was read
 * @throws UsageError naming the path and what is wrong with it
 */
export async function checkPaths({
  reads,
  writes,
  replaces,
}: {
  reads: Paths;
  writes: Paths;
  replaces?: [read: string, write: string];
}) {
  const taken: Map<string, string> = new Map();
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

function given(paths: Paths): [name: string, file: string][] {
  return Object.entries(paths).flatMap(([name, file]) => {
    if (file === '') throw new UsageError(`${name} is an empty path: a file has to be named.`);
    return typeof file === 'string' ? [[name, file]] : [];
  });
}

/** @returns where links lead */
async function checkSource(file: string): Promise<string> {
  const found = await stat(file);
  if (found.isDirectory()) throw new PathError('it is a folder');
  if (found.isFIFO()) return file;
  if (!found.isFile()) throw new PathError('it is a device');
  return realpath(file);
}

function refusal(file: string, done: 'read' | 'written'): (error: unknown) => never {
  return error => {
    throw new UsageError(`${file} cannot be ${done} (${systemReason(error)}).`);
  };
}
