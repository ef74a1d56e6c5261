import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {serveFolder} from '../../static-server.ts';
import {NotInstalled} from './not-installed.ts';

const installed = 'build/peers/node_modules';

/**
 * Serves the peers' pages until close(): training-page.html and stft-page.html. With `?isolated` a
 * page is cross-origin isolated, which gives it shared memory and so threads.
 * @throws NotInstalled
 */
export async function servePeers() {
  const folder = await buildPages();
  const isolation = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  };
  return serveFolder(folder, {
    headers: ({pathname, searchParams}) =>
      !pathname.endsWith('.html') || searchParams.has('isolated') ? isolation : {},
  });
}

/** build/peers/site: the pages with their libraries, and the WebAssembly that these fetch. */
async function buildPages() {
  await readFile(path.join(installed, '.package-lock.json')).catch(() => {
    throw new NotInstalled('npm packages');
  });
  const folder = path.resolve('build/peers/site');
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  const source = 'scripts/benchmark/peers/page';
  await build({
    entryPoints: ['training-page', 'stft-page'].map(name => path.join(source, `${name}.ts`)),
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'chrome120',
    nodePaths: [path.resolve(installed)],
    external: [
      'module',
      'fs',
      'path',
      'url',
      'os',
      'worker_threads',
      'perf_hooks',
      'util',
      'crypto',
    ],
    logLevel: 'error',
  });
  for (const name of ['training-page', 'stft-page']) {
    await writeFile(
      path.join(folder, `${name}.html`),
      '<!doctype html><title>peer</title><link rel="icon" href="data:," />' +
        `<script type="module" src="${name}.js"></script>`,
    );
  }
  for (const kind of ['', '-simd', '-threaded-simd']) {
    const name = `tfjs-backend-wasm${kind}.wasm`;
    const from = path.join(installed, '@tensorflow/tfjs-backend-wasm/dist', name);
    await cp(from, path.join(folder, 'tfjs', name));
  }
  const pffft = path.join(installed, '@echogarden/pffft-wasm/dist/simd/pffft.wasm');
  await cp(pffft, path.join(folder, 'pffft/pffft.wasm'));
  return folder;
}
