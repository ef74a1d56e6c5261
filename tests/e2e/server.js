import {fileURLToPath} from 'node:url';
import {serveFolder} from '../../scripts/static-server.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/**
 * Serves dist/ under a sub-path.
 * @param {import('../../scripts/static-server.mjs').Options} [options]
 */
export function serveDist(options) {
  return serveFolder(dist, {under: '/some/path/', ...options});
}
