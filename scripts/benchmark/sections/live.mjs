const calls = 2000;

/**
 * The frames of a microphone through the shared map and through the reference, the engine alone: the
 * share of a core that 142.9 frames a second take, by the number of frames in a call. A live figure
 * asks for one to three at a time.
 * @type {import('../main.mjs').Section}
 */
export async function live(browser, add) {
  for (const frames of [1, 3, 33]) {
    const bench = await browser.openBench();
    const shares = await bench.evaluate(
      (...given) => /** @type {any} */ (globalThis).liveShares(...given),
      frames,
      Math.ceil(calls / frames),
    );
    await bench.close();
    const name = `live, ${frames} frames in a call`;
    add(`${name}: the network's share of a core`, '%', [shares.network]);
    add(`${name}: the reference's share of a core`, '%', [shares.reference]);
    add(`${name}: from call to answer`, 'ms', shares.answers);
  }
}
