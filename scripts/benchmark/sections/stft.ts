import {instantiateCore} from '../../../web/engine/worker/core.ts';
import {compileCore} from '../../../web/engine/host/node-host.ts';
import {stftRates} from '../stft-rates.ts';
import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';

const runs = 15;

/** The reference STFT, one thread. */
export const stft: Section = async (browser, add) => {
  const bench = await browser.openBench();
  const inChromium = await bench.evaluate(
    count => (globalThis as BenchmarkGlobal).framesPerSecond(count),
    runs,
  );
  await bench.close();
  const inNode = stftRates(await instantiateCore(await compileCore()), runs);
  for (const [place, rates] of Object.entries({'Chromium worker': inChromium, Node: inNode})) {
    for (const [way, values] of Object.entries(rates)) {
      add(`STFT 256, hop 56, ${place}, ${way}`, 'frames/s', values);
    }
  }
};
