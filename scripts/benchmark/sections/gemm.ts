import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';

export const gemm: Section = async (browser, add) => {
  const bench = await browser.openBench();
  for (const [m, k, n] of [
    [256, 2048, 1024],
    [64, 256, 256],
  ]) {
    const rates: Record<string, number[]> = await bench.evaluate(
      product => (globalThis as BenchmarkGlobal).productRates(product),
      {
        m,
        k,
        n,
        runs: 7,
      },
    );
    const product = `GEMM ${m} x ${k} x ${n}, Chromium worker`;
    for (const [kernel, values] of Object.entries(rates)) {
      add(`${product}, ${kernel}`, 'GFLOP/s', values);
    }
    if (rates.relaxed) {
      const ratios = rates.relaxed.map((rate: number, i: number) => rate / rates.simd128[i]);
      add(`${product}, relaxed`, 'x simd128', ratios);
    }
  }
};
