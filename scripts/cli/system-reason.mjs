/** What is no file to read or to write, though the system would open it. */
export class PathError extends Error {}

/** @type {Record<string, string>} */
const reasons = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ERR_FS_EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EROFS: 'read-only file system',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left',
  EFBIG: 'the file would be too large',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'it is in use',
  ETXTBSY: 'it is in use',
  EIO: 'the disk does not answer as it should',
  ERR_FS_FILE_TOO_LARGE: 'it has more than 2 GB',
};

/**
 * Why a file could not be read or written, in words.
 * @param {unknown} error of node:fs, or a PathError
 * @returns {string}
 * @throws {unknown} any other error, which is a defect
 */
export function systemReason(error) {
  if (error instanceof PathError) return error.message;
  const {code} = /** @type {NodeJS.ErrnoException} */ (error);
  if (typeof code !== 'string') throw error;
  return reasons[code] ?? 'the system does not allow it';
}
