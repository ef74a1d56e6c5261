import {readFile} from 'node:fs/promises';
import {serve} from '../../scripts/static-server.ts';
import type {TestContext} from 'node:test';

/**
 * Serves a page of somebody else, of an origin of its own.
 * @returns its address
 */
export async function serveHost(
  t: TestContext,
  html: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const {address, close} = await serve((request, response) => {
    const found = request.url === '/';
    response.writeHead(found ? 200 : 404, {'content-type': 'text/html; charset=utf-8', ...headers});
    response.end(found ? html : '');
  });
  t.after(close);
  return address;
}

/**
 * A page with one script and some elements.
 * @param demo its address
 */
export function withScript(demo: string, body: string) {
  return (
    '<!doctype html><html lang="en"><head><title>A blog</title><link rel="icon" href="data:,">' +
    `<script async src="${demo}embed/v1.js"></script></head><body>${body}</body></html>`
  );
}

/**
 * An element with its fallback.
 * @param demo its address
 */
export function element(demo: string, attributes: string) {
  return `<fourier-net ${attributes}><a href="${demo}">Open the demo</a></fourier-net>`;
}

/**
 * One of dist/examples/ as somebody would copy it to a host of another origin.
 * @param demo its address
 */
export async function example(name: string, demo: string) {
  const html = await readFile(new URL(`../../dist/examples/${name}.html`, import.meta.url), 'utf8');
  return html.replaceAll('"../', `"${demo}`).replaceAll("'self'", new URL(demo).origin);
}
