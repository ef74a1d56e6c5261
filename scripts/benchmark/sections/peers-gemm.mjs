import {waitForIdle} from '../idle.mjs';
import {buildPeak} from '../peers/peak.mjs';

const rounds = 7;
/** Of the peak, in %. @type {Record<string, number>} */
const limits = {relaxed: 80, simd128: 65};

/**
 * The matrix product in a Chromium worker, packing included, beside the core's 128-bit limit.
 * @type {import('../main.mjs').Section}
 */
export async function peersGemm(browser, add) {
  const peak = await buildPeak();
  const bench = await browser.openBench();
  const product = {m: 256, k: 2048, n: 1024, runs: 1};
  /** @type {number[]} */
  const peaks = [];
  /** @type {Record<string, number[]>} */
  const shares = {};
  await waitForIdle();
  for (let round = 0; round < rounds; round++) {
    const limit = await peak(1);
    peaks.push(limit);
    const rates = await bench.evaluate(
      given => /** @type {any} */ (globalThis).productRates(given),
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
}
