import {gzipSync} from 'node:zlib';

/** Bytes of files as hosts send them, each compressed by itself. */
export function gzippedSize(...files: Uint8Array[]) {
  return files.reduce((sum, bytes) => sum + gzipSync(bytes, {level: 9}).length, 0);
}
