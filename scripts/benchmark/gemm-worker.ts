import {instantiateCore} from '../../web/engine/worker/core.ts';

// Times matrix products in a worker: {module, m, k, n, runs} to GFLOP/s of each run, by kernel. The
// kernels take turns, so that what else the machine does hits them alike.
self.addEventListener('message', async ({data: {module, m, k, n, runs}}) => {
  const core = await instantiateCore(module);
  const kernels = ['simd128', 'relaxed'].filter(kernel => core.kernelInUse(kernel) === kernel);
  const operations = 2 * m * k * n;
  const times = Math.ceil(2e9 / operations);
  const rates: Record<string, number[]> = {};
  for (const kernel of kernels) {
    core.repeatProduct(kernel, m, k, n, times); // the compiler's warm-up
    rates[kernel] = [];
  }
  for (let run = 0; run < runs; run++) {
    for (const kernel of kernels) {
      const begin = performance.now();
      core.repeatProduct(kernel, m, k, n, times);
      rates[kernel].push((operations * times) / ((performance.now() - begin) * 1e6));
    }
  }
  self.postMessage(rates);
});
