import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import sirv from 'sirv';

/**
 * @typedef {object} Served
 * @property {string} address
 * @property {() => Promise<void>} close ends open connections, too
 */

/**
 * Answers on this machine alone.
 * @param {import('node:http').RequestListener} answer
 * @param {number} [port] left out: any that is free
 * @returns {Promise<Served>}
 */
export async function serve(answer, port = 0) {
  const server = createServer(answer);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const {port: taken} = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${taken}/`,
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

/**
 * @typedef {object} Options
 * @property {number} [port] left out: any that is free
 * @property {string} [under] the path that the folder has
 * @property {boolean} [gzip] whether a file is sent as the .gz beside it
 * @property {(url: URL) => Record<string, string>} [headers] over the usual ones
 * @property {(name: string, text: string) => string} [edit] changes pages and scripts, told by their
 *   path in the folder
 * @property {(file: string) => boolean} [without] whether a file is not there
 * @property {(path: string) => string | null} [find] where the file of a path is; null: the host
 *   does not answer at all
 */

/** Of what can be edited. @type {Record<string, string>} */
const texts = {'.html': 'text/html;charset=utf-8', '.js': 'text/javascript'};

/**
 * Serves a folder as a plain static host does: no special headers, nothing kept by the browser.
 * @param {string} folder
 * @param {Options} [options]
 * @returns {Promise<Served & {requests: string[]}>} requests: the paths that were asked for
 */
export async function serveFolder(folder, options = {}) {
  const {port, under = '/', gzip, headers, edit} = options;
  const {without = () => false, find = path => path} = options;
  const send = sirv(folder, {dev: true, gzip, extensions: []});
  /** @type {string[]} */
  const requests = [];

  /** @param {string} file */
  async function edited(file) {
    const type = texts[path.extname(file)];
    if (!edit || !type) return null;
    const text = await readFile(path.join(folder, file), 'utf8').catch(() => null); // sirv says 404
    return text === null ? null : {type, text: edit(file.slice(1), text)};
  }

  const {address, close} = await serve(async (request, response) => {
    const asked = request.url?.replace(/^[^/]*\/*/, '/') ?? '/'; // what is no path, too
    const url = new URL(asked, 'http://127.0.0.1');
    requests.push(url.pathname);
    const found = find(url.pathname);
    if (found === null) return void request.socket.destroy();
    const file = found.slice(under.length - 1).replace(/\/$/, '/index.html');
    const notHere = () => response.writeHead(404, {'content-type': 'text/plain'}).end('not here');
    if (!found.startsWith(under) || without(file)) return void notHere();
    response.setHeaders(new Map(Object.entries({'cache-control': 'no-cache', ...headers?.(url)})));
    const own = await edited(file);
    if (own) return void response.setHeader('content-type', own.type).end(own.text);
    request.url = file;
    send(request, response, () => void notHere());
  }, port);
  return {address: address.replace(/\/$/, under), close, requests};
}
