import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import {gzipSync} from 'node:zlib';

const folder = path.resolve('dist');

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Pictures are compressed already. */
const compressed = new Set(['.png']);

/**
 * Serves dist/ as a good static host does: gzipped, types told, and files named after what is in them
 * kept for ever.
 */
export async function serveStatic() {
  const server = createServer(async (request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const bytes = await readFile(path.join(folder, name)).catch(() => null);
    if (!bytes) {
      response.writeHead(404, {'content-type': types['.txt']}).end('not here');
      return;
    }
    const extension = path.extname(name);
    const zipped = !compressed.has(extension);
    response.writeHead(200, {
      'content-type': types[extension] ?? types['.txt'],
      'cache-control': name.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
      'x-content-type-options': 'nosniff',
      ...(zipped && {'content-encoding': 'gzip'}),
    });
    response.end(zipped ? gzipSync(bytes) : bytes);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
