import {instantiateCore} from '../../web/engine/core.js';

// Times matrix products in a worker: {module, kernel, m, k, n, runs} to GFLOP/s of each run.
self.addEventListener('message', async ({data: {module, kernel, m, k, n, runs}}) => {
  const core = await instantiateCore(module);
  const operations = 2 * m * k * n;
  const times = Math.ceil(2e9 / operations);
  core.repeatProduct(kernel, m, k, n, times); // the compiler's warm-up
  const rates = [];
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    core.repeatProduct(kernel, m, k, n, times);
    rates.push((operations * times) / ((performance.now() - begin) * 1e6));
  }
  self.postMessage(rates);
});
