import {cp, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build, context} from 'esbuild';

/**
 * Serves dist/ with the benchmark's own page beside it, until close().
 */
export async function serveSite() {
  const folder = await buildBenchmarkPage();
  const builder = await context({});
  const server = await builder.serve({servedir: folder, host: '127.0.0.1'});
  return {
    address: `http://127.0.0.1:${server.port}/`,
    close: () => builder.dispose(),
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
  const relaxed = /^relaxed-.*\.wasm$/;
  const hasRelaxed = assets.some(file => relaxed.test(file));
  await build({
    entryPoints: {
      'assets/benchmark': 'scripts/benchmark/page.js',
      'assets/gemm-worker': 'scripts/benchmark/gemm-worker.js',
      'assets/stft-worker': 'scripts/benchmark/stft-worker.js',
    },
    bundle: true,
    format: 'esm',
    outdir: folder,
    logLevel: 'warning',
    define: {
      WORKER_FILE: named(/^worker-.*\.js$/),
      CORE_FILE: named(/^fourier-net-.*\.wasm$/),
      RELAXED_FILE: hasRelaxed ? named(relaxed) : 'null',
    },
  });
  await writeFile(
    path.join(folder, 'benchmark.html'),
    '<!doctype html><title>benchmark</title><link rel="icon" href="data:," />' +
      '<script type="module" src="assets/benchmark.js"></script>',
  );
  return folder;
}
