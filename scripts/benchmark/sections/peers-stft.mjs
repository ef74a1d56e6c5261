import {compare} from '../peers/compare.mjs';
import {NotInstalled} from '../peers/not-installed.mjs';
import {openPython} from '../peers/python.mjs';
import {withPeerSite} from '../peers/site-in-use.mjs';

/** @typedef {import('../browser.mjs').Browser} Browser */
/** @typedef {import('../peers/compare.mjs').Opener} Opener */

const seconds = 0.4;
const rounds = 7;

/**
 * Frames a second of the post's STFT (Hann 256, hop 56) of a million samples, one thread.
 * @type {import('../main.mjs').Section}
 */
export function peersStft(browser, add) {
  return withPeerSite(site =>
    compare(
      'STFT',
      'frames/s',
      [ours(browser)],
      [
        {name: 'scipy.signal.spectrogram', candidates: [scipy], rounds, limit: {atLeast: 1}},
        {name: 'pffft-wasm', candidates: [library(browser, site, 'pffft')], rounds},
        {name: 'fft.js', candidates: [library(browser, site, 'fftjs')], rounds},
      ],
      add,
    ),
  );
}

/** @param {Browser} browser @returns {Opener} */
function ours(browser) {
  return async () => {
    const bench = await browser.openBench();
    const stft = await bench.evaluateHandle(() => /** @type {any} */ (globalThis).startStft());
    return {
      name: 'the reference, in double precision',
      rate: () =>
        bench.evaluate(
          (handle, least) => /** @type {any} */ (globalThis).rateOfStft(handle, least),
          stft,
          seconds,
        ),
      describe: async () => 'float32 in, computed in doubles; the mean of each frame removed',
      close: () => bench.close(),
    };
  };
}

/** @type {Opener} */
async function scipy() {
  const python = await openPython('stft.py', [], {OMP_NUM_THREADS: '1'});
  return {
    name: 'SciPy',
    rate: async () => (await python.ask({seconds})).rate,
    describe: async () => `${python.introduction.info}; the mean of each frame removed`,
    close: python.close,
  };
}

/**
 * @param {Browser} browser
 * @param {string | NotInstalled} site
 * @param {'pffft' | 'fftjs'} name
 * @returns {Opener}
 */
function library(browser, site, name) {
  return async () => {
    if (site instanceof NotInstalled) throw site;
    const opened = await browser.openPage(`${site}stft-page.html`, 'makeTransform');
    const transform = await opened.evaluateHandle(
      given => /** @type {any} */ (globalThis).makeTransform(given),
      name,
    );
    return {
      name,
      rate: () =>
        opened.evaluate(
          (handle, least) => /** @type {any} */ (globalThis).framesPerSecond(handle, least),
          transform,
          seconds,
        ),
      async describe() {
        const {info, error} = await transform.evaluate(handle => ({
          info: handle.info,
          error: handle.error,
        }));
        return `${info}; relative error ${error.toExponential(1)}; the mean stays in`;
      },
      close: () => opened.close(),
    };
  };
}
