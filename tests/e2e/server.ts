import {fileURLToPath} from 'node:url';
import {serveFolder} from '../../scripts/static-server.ts';
import type {Options} from '../../scripts/static-server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Serves dist/ under a sub-path. */
export function serveDist(options?: Options) {
  return serveFolder(dist, {under: '/some/path/', ...options});
}
