import {waitForIdle} from '../idle.ts';
import {buildPeak} from '../peers/peak.ts';
import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';

const rounds = 7;
/** Of the peak, in %. */
const limits: Record<string, number> = {relaxed: 80, simd128: 65};

/** The matrix product in a Chromium worker, packing included, beside the core's 128-bit limit. */
export const peersGemm: Section = async (browser, add) => {
  const peak = await buildPeak();
  const bench = await browser.openBench();
  const product = {m: 256, k: 2048, n: 1024, runs: 1};
  const peaks: number[] = [];
  const shares: Record<string, number[]> = {};
  await waitForIdle();
  for (let round = 0; round < rounds; round++) {
    const limit = await peak(1);
    peaks.push(limit);
    const rates: Record<string, number[]> = await bench.evaluate(
      given => (globalThis as BenchmarkGlobal).productRates(given),
      product,
    );
    for (const [kernel, [rate]] of Object.entries(rates)) {
      (shares[kernel] ??= []).push((100 * rate) / limit);
    }
  }
  add('128-bit fused multiply-adds, C, 1 core', 'GFLOP/s', peaks);
  for (const [kernel, values] of Object.entries(shares)) {
    const name = `GEMM 256 x 2048 x 1024, Chromium worker, ${kernel}`;
    add(name, '% of that', values, {atLeast: limits[kernel]});
  }
};
