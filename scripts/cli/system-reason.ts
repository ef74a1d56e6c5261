/** What is no file to read or to write, though the system would open it. */
export class PathError extends Error {}

const reasons: Record<string, string> = {
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
 * @param error of node:fs, or a PathError
 * @throws unknown any other error, which is a defect
 */
export function systemReason(error: unknown): string {
  if (error instanceof PathError) return error.message;
  const {code} = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') throw error;
  return reasons[code] ?? 'the system does not allow it';
}
