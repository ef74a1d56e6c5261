import {cp, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build, context} from 'esbuild';
import puppeteer from 'puppeteer-core';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * A headless Chromium with dist/ and the benchmark's own page beside it; close() ends both.
 */
export async function openBrowser() {
  const folder = await buildBenchmarkPage();
  const builder = await context({});
  const server = await builder.serve({servedir: folder, host: '127.0.0.1'});
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    pipe: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  return {
    version: await browser.version(),
    /**
     * @param {string} address relative to the served folder
     * @returns {Promise<Page>}
     */
    async open(address) {
      const page = await browser.newPage();
      await page.setViewport({width: 1280, height: 2000});
      page.on('pageerror', error => process.stderr.write(`page error: ${error}\n`));
      await page.goto(`http://127.0.0.1:${server.port}/${address}`);
      return page;
    },
    async close() {
      await browser.close();
      await builder.dispose();
    },
  };
}

/** build/benchmark/: a copy of dist/ with benchmark.html, which uses the same worker and core. */
async function buildBenchmarkPage() {
  const folder = path.resolve('build/benchmark');
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  await cp('dist', folder, {recursive: true});
  const assets = await readdir(path.join(folder, 'assets'));
  const named = (/** @type {RegExp} */ pattern) => {
    const name = assets.find(file => pattern.test(file));
    if (!name) throw new Error(`dist/assets has no ${pattern}`);
    return JSON.stringify(name);
  };
  await build({
    entryPoints: {
      'assets/benchmark': 'scripts/benchmark/page.js',
      'assets/gemm-worker': 'scripts/benchmark/gemm-worker.js',
    },
    bundle: true,
    format: 'esm',
    outdir: folder,
    logLevel: 'warning',
    define: {
      WORKER_FILE: named(/^worker-.*\.js$/),
      CORE_FILE: named(/\.wasm$/),
    },
  });
  await writeFile(
    path.join(folder, 'benchmark.html'),
    '<!doctype html><title>benchmark</title><link rel="icon" href="data:," />' +
      '<script type="module" src="assets/benchmark.js"></script>',
  );
  return folder;
}
