import {createReadStream} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves dist/ as a plain static host would: under a sub-path, without special headers.
 * @param {object} [options]
 * @param {string} [options.under]
 * @param {Record<string, string>} [options.types] over the right ones
 * @param {(name: string, text: string) => string} [options.edit] changes the page and its service worker
 * @param {(name: string) => string} [options.prelude] what a script of assets/ begins with, before its own
 * @param {(file: string) => boolean} [options.without] whether a file is not there
 * @param {(path: string) => string | null} [options.find] where the file of a path is; null: the host
 *   does not answer at all
 * @returns {Promise<{address: string, requests: string[], close: () => Promise<void>}>} requests:
 *   the paths that were asked for
 */
export async function serveDist({
  under = '/some/path/',
  types: otherTypes = {},
  edit,
  prelude = () => '',
  without = () => false,
  find = path => path,
} = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const {pathname: asked} = new URL(request.url ?? '/', 'http://localhost');
    requests.push(asked);
    const pathname = find(asked);
    if (pathname === null) return void request.socket.destroy();
    const file = path.join(dist, pathname.slice(under.length).replace(/(^|\/)$/, '$1index.html'));
    const found =
      pathname.startsWith(under) &&
      file.startsWith(dist) &&
      !without(file) &&
      (await stat(file).catch(() => null));
    if (!found || !found.isFile()) {
      response.writeHead(404, {'content-type': 'text/plain'}).end('not here');
      return;
    }
    const type = {...types, ...otherTypes}[path.extname(file)] ?? 'text/plain';
    if (edit && path.dirname(file) === path.dirname(dist + 'index.html')) {
      response.writeHead(200, {'content-type': type});
      response.end(edit(path.basename(file), await readFile(file, 'utf8')));
      return;
    }
    const first = prelude(path.basename(file));
    const length = Buffer.byteLength(first) + found.size;
    response.writeHead(200, {'content-type': type, 'content-length': length});
    response.write(first);
    createReadStream(file).pipe(response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}${under}`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}
