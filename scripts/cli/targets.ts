import {constants, writeSync} from 'node:fs';
import {
  access,
  copyFile,
  lstat,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {RunError} from './errors.ts';
import {PathError, systemReason} from './system-reason.ts';
import type {Stats} from 'node:fs';

/**
 * Files that a command writes. What is there before stays until the new one is whole: that is written
 * beside it, as NAME.part, and then takes its place, where a link leads, with the mode of the old one.
 */

interface Target {
  /** where links lead */
  path: string;
  /** what is there now */
  old: Stats | null;
  /**
   * null: it is written where it is, being a pipe, or in a folder in
   * which nothing can be made
   */
  part: string | null;
}

/** Links that lead to links, at most, as in Linux. */
const mostLinks = 40;

/**
 * Whether a file can be written: a new one is begun beside it, and taken away.
 * @throws Error for systemReason()
 */
export async function checkTarget(file: string): Promise<Target> {
  const target = await targetOf(file);
  if (target.part === null) return target;
  try {
    const handle = await begin(target.part, target.old);
    try {
      await handle.writeFile('.'); // a full disk makes files, as long as they are empty
    } finally {
      await handle.close();
      await rm(target.part);
    }
    return target;
  } catch (error) {
    if (target.old === null || !isForbidden(error)) throw error;
    return {...target, part: null};
  }
}

/**
 * @param produce writes the pieces
 * of the file in order, or, where it is no pipe, places them
 * @throws RunError where that fails; what was there before is still there
 */
export async function writeTarget(
  file: string,
  produce: (
    write: (bytes: Uint8Array) => Promise<void>,
    place: (bytes: Uint8Array, position: number) => void,
  ) => Promise<void>,
) {
  const {path, old, part} = await checkTarget(file).catch(error => {
    throw failure(file, error);
  });
  const handle = await (part === null ? open(path, 'w') : begin(part, old)).catch(error => {
    throw failure(file, error);
  });
  const orFail = (act: () => Promise<void>) =>
    act().catch(error => {
      throw failure(file, error);
    });
  const place = (bytes: Uint8Array, position: number) => {
    try {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(handle.fd, bytes, done, bytes.length - done, position + done);
      }
    } catch (error) {
      throw failure(file, error);
    }
  };
  try {
    try {
      await produce(bytes => orFail(() => handle.writeFile(bytes)), place);
      if (part !== null) await orFail(() => handle.sync());
    } finally {
      await handle.close();
    }
    if (part !== null) await orFail(() => replace(path, part));
  } catch (error) {
    if (part !== null) await rm(part, {force: true});
    throw error;
  }
}

function failure(file: string, error: unknown) {
  return new RunError(`${file} could not be written (${systemReason(error)}).`);
}

async function targetOf(file: string): Promise<Target> {
  const old = await stat(file).catch(unlessMissing);
  if (old && !old.isFile()) {
    if (old.isDirectory()) throw new PathError('it is a folder');
    const isOpenEnded = old.isFIFO() || (await realpath(file)) === '/dev/null';
    if (!isOpenEnded) throw new PathError('it is a device');
    return {path: file, old, part: null};
  }
  if (!old && /[/\\]\.{0,2}$/.test(file)) throw new PathError('it would be a folder');
  if (old && (old.mode & 0o222) === 0) throw new PathError('it is read-only');
  if (old) await access(file, constants.W_OK);
  const path = old ? await realpath(file) : await endOf(file);
  return {path, old, part: `${path}.part`};
}

/** Where a path leads at which nothing is yet, links that lead nowhere included. */
async function endOf(file: string) {
  let path = file;
  for (let links = 0; (await lstat(path).catch(unlessMissing))?.isSymbolicLink(); links++) {
    if (links === mostLinks) throw new PathError('its links lead in a circle');
    path = resolve(dirname(path), await readlink(path));
  }
  return join(await realpath(dirname(path)), basename(path));
}

/**
 * A new, empty file.
 * @param old whose mode it has, and whose owner where that can be
 */
async function begin(path: string, old: Stats | null) {
  await rm(path, {force: true}); // left behind by one that was killed
  const handle = await open(path, 'wx');
  if (old) await handle.chmod(old.mode & 0o7777);
  if (old && process.getuid?.() === 0) await handle.chown(old.uid, old.gid);
  return handle;
}

async function replace(path: string, part: string) {
  try {
    await rename(part, path);
  } catch (error) {
    // A file that is mounted there cannot be replaced, but filled.
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    await copyFile(part, path);
    await rm(part);
  }
}

function unlessMissing(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

function isForbidden(error: unknown) {
  const {code = ''} = error as NodeJS.ErrnoException;
  return ['EACCES', 'EPERM', 'EROFS'].includes(code);
}
