const settings = {model: 'shared', optimizer: 'lms', 'target-loss': 1e-15};

/**
 * The shared frame's network, the engine alone: how soon it has learned. Each run has a page of its
 * own, in which the core has not been compiled before.
 * @type {import('../main.mjs').Section}
 */
export async function shared(browser, add) {
  for (const prepared of [true, false]) {
    const times = [];
    for (let i = 0; i < 5; i++) {
      const bench = await browser.openBench();
      times.push(
        await bench.evaluate(
          (...given) => /** @type {any} */ (globalThis).secondsToTarget(...given),
          settings,
          prepared,
        ),
      );
      await bench.close();
    }
    const from = prepared ? 'from Play' : 'loading and Play';
    add(`shared lms, ${from} to held-out MSE 1e-15`, 's', times, 'under 3');
  }
}
