import {instantiateCore} from '../../../web/engine/core.js';
import {compileCore} from '../../../web/engine/node-host.js';
import {stftRates} from '../stft-rates.js';

const runs = 15;

/**
 * The reference STFT, one thread.
 * @type {import('../main.mjs').Section}
 */
export async function stft(browser, add) {
  const bench = await browser.openBench();
  const inChromium = await bench.evaluate(
    count => /** @type {any} */ (globalThis).framesPerSecond(count),
    runs,
  );
  await bench.close();
  const inNode = stftRates(await instantiateCore(await compileCore()), runs);
  for (const [place, rates] of Object.entries({'Chromium worker': inChromium, Node: inNode})) {
    for (const [way, values] of Object.entries(rates)) {
      add(`STFT 256, hop 56, ${place}, ${way}`, 'frames/s', /** @type {number[]} */ (values));
    }
  }
}
