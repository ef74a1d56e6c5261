import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import type {RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';

interface Served {
  address: string;
  /** ends open connections, too */
  close: () => Promise<void>;
}

/**
 * Answers on this machine alone.
 * @param port left out: any that is free
 */
export async function serve(answer: RequestListener, port: number = 0): Promise<Served> {
  const server = createServer(answer);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const {port: taken} = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${taken}/`,
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

export interface Options {
  /** left out: any that is free */
  port?: number;
  /** the path that the folder has */
  under?: string;
  /** whether a file is sent as the .gz beside it */
  gzip?: boolean;
  /** over the usual ones */
  headers?: (url: URL) => Record<string, string>;
  /**
   * changes pages and scripts, told by their
   * path in the folder
   */
  edit?: (name: string, text: string) => string;
  /** whether a file is not there */
  without?: (file: string) => boolean;
  /**
   * where the file of a path is; null: the host
   * does not answer at all
   */
  find?: (path: string) => string | null;
}

/** Of what can be edited. */
const texts: Record<string, string> = {
  '.html': 'text/html;charset=utf-8',
  '.js': 'text/javascript',
};

/**
 * Serves a folder as a plain static host does: no special headers, nothing kept by the browser.
 * @returns requests: the paths that were asked for
 */
export async function serveFolder(
  folder: string,
  options: Options = {},
): Promise<Served & {requests: string[]}> {
  const {port, under = '/', gzip, headers, edit} = options;
  const {without = () => false, find = path => path} = options;
  const send = sirv(folder, {dev: true, gzip, extensions: []});
  const requests: string[] = [];

  async function edited(file: string) {
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
