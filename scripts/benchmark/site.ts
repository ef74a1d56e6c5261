import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {built} from '../built.ts';
import {serveFolder} from '../static-server.ts';

/**
 * Serves dist/ with the benchmark's own page beside it, until close().
 */
export async function serveSite() {
  return serveFolder(await buildBenchmarkPage());
}

/**
 * Serves dist/ as a good static host does: gzipped, and files named after what is in them kept for ever.
 */
export async function serveGzipped() {
  const folder = path.resolve('build/gzipped');
  await rm(folder, {recursive: true, force: true});
  await cp('dist', folder, {recursive: true});
  for (const name of await readdir(folder, {recursive: true})) {
    if (!/\.(html|js|css|wasm|webmanifest)$/.test(name)) continue;
    const file = path.join(folder, name);
    await writeFile(`${file}.gz`, gzipSync(await readFile(file)));
  }
  return serveFolder(folder, {
    gzip: true,
    headers: ({pathname}) => ({
      'cache-control': pathname.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
      'x-content-type-options': 'nosniff',
    }),
  });
}

/** build/benchmark/: a copy of dist/ with benchmark.html, which uses the same worker and core. */
async function buildBenchmarkPage() {
  const folder = path.resolve('build/benchmark');
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  await cp('dist', folder, {recursive: true});
  const assets = await readdir(path.join(folder, 'assets'));
  const named = (pattern: RegExp) => {
    const name = assets.find(file => pattern.test(file));
    if (!name) throw new Error(`dist/assets has no ${pattern}`);
    return name;
  };
  const relaxed = /^relaxed-.*\.wasm$/;
  const hasRelaxed = assets.some(file => relaxed.test(file));
  await build({
    entryPoints: {
      'assets/benchmark': 'scripts/benchmark/page.ts',
      'assets/gemm-worker': 'scripts/benchmark/gemm-worker.ts',
      'assets/stft-worker': 'scripts/benchmark/stft-worker.ts',
    },
    bundle: true,
    format: 'esm',
    outdir: folder,
    logLevel: 'warning',
    plugins: [
      built({
        workerFile: named(/^worker-.*\.js$/),
        coreFile: named(/^fourier-net-.*\.wasm$/),
        relaxedFile: hasRelaxed ? named(relaxed) : null,
      }),
    ],
  });
  await writeFile(
    path.join(folder, 'benchmark.html'),
    '<!doctype html><title>benchmark</title><link rel="icon" href="data:," />' +
      '<script type="module" src="assets/benchmark.js"></script>',
  );
  return folder;
}
