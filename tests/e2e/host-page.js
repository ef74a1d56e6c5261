import {readFile} from 'node:fs/promises';
import {serve} from '../../scripts/static-server.mjs';

/**
 * Serves a page of somebody else, of an origin of its own.
 * @param {import('node:test').TestContext} t
 * @param {string} html
 * @param {Record<string, string>} [headers]
 * @returns {Promise<string>} its address
 */
export async function serveHost(t, html, headers = {}) {
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
 * @param {string} demo its address
 * @param {string} body
 */
export function withScript(demo, body) {
  return (
    '<!doctype html><html lang="en"><head><title>A blog</title><link rel="icon" href="data:,">' +
    `<script async src="${demo}embed/v1.js"></script></head><body>${body}</body></html>`
  );
}

/**
 * An element with its fallback.
 * @param {string} demo its address
 * @param {string} attributes
 */
export function element(demo, attributes) {
  return `<fourier-net ${attributes}><a href="${demo}">Open the demo</a></fourier-net>`;
}

/**
 * One of dist/examples/ as somebody would copy it to a host of another origin.
 * @param {string} name
 * @param {string} demo its address
 */
export async function example(name, demo) {
  const html = await readFile(new URL(`../../dist/examples/${name}.html`, import.meta.url), 'utf8');
  return html.replaceAll('"../', `"${demo}`).replaceAll("'self'", new URL(demo).origin);
}
