/** @type {import('../main.mjs').Section} */
export async function gemm(browser, add) {
  const bench = await browser.openBench();
  for (const [m, k, n] of [
    [256, 2048, 1024],
    [64, 256, 256],
  ]) {
    const rates = await bench.evaluate(
      product => /** @type {any} */ (globalThis).productRates(product),
      {kernel: 'simd128', m, k, n, runs: 7},
    );
    add(`GEMM ${m} x ${k} x ${n}, Chromium worker, simd128`, 'GFLOP/s', rates);
  }
}
