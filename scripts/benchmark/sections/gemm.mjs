/** @type {import('../main.mjs').Section} */
export async function gemm(browser, add) {
  const bench = await browser.openBench();
  for (const [m, k, n] of [
    [256, 2048, 1024],
    [64, 256, 256],
  ]) {
    const rates = await bench.evaluate(
      product => /** @type {any} */ (globalThis).productRates(product),
      {m, k, n, runs: 7},
    );
    const product = `GEMM ${m} x ${k} x ${n}, Chromium worker`;
    for (const [kernel, values] of Object.entries(rates)) {
      add(`${product}, ${kernel}`, 'GFLOP/s', values);
    }
    if (rates.relaxed) {
      const ratios = rates.relaxed.map(
        (/** @type {number} */ rate, /** @type {number} */ i) => rate / rates.simd128[i],
      );
      add(`${product}, relaxed`, 'x simd128', ratios);
    }
  }
}
