import {compare} from '../peers/compare.ts';
import {NotInstalled} from '../peers/not-installed.ts';
import {openPython} from '../peers/python.ts';
import {withPeerSite} from '../peers/site-in-use.ts';
import type {Browser} from '../browser.ts';
import type {Opener} from '../peers/compare.ts';
import type {Section} from '../main.ts';
import type {BenchmarkGlobal} from '../page.ts';
import type {StftGlobal} from '../peers/page/stft-page.ts';

const seconds = 0.4;
const rounds = 7;

/** Frames a second of the post's STFT (Hann 256, hop 56) of a million samples, one thread. */
export const peersStft: Section = (browser, add) => {
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
};

function ours(browser: Browser): Opener {
  return async () => {
    const bench = await browser.openBench();
    const stft = await bench.evaluateHandle(() => (globalThis as BenchmarkGlobal).startStft());
    return {
      name: 'the reference, in double precision',
      rate: () =>
        bench.evaluate(
          (handle, least) => (globalThis as BenchmarkGlobal).rateOfStft(handle, least),
          stft,
          seconds,
        ),
      describe: async () => 'float32 in, computed in doubles; the mean of each frame removed',
      close: () => bench.close(),
    };
  };
}

const scipy: Opener = async () => {
  const python = await openPython('stft.py', [], {OMP_NUM_THREADS: '1'});
  return {
    name: 'SciPy',
    rate: async () => (await python.ask({seconds})).rate,
    describe: async () => `${python.introduction.info}; the mean of each frame removed`,
    close: python.close,
  };
};

function library(browser: Browser, site: string | NotInstalled, name: 'pffft' | 'fftjs'): Opener {
  return async () => {
    if (site instanceof NotInstalled) throw site;
    const opened = await browser.openPage(`${site}stft-page.html`, 'makeTransform');
    const transform = await opened.evaluateHandle(
      given => (globalThis as StftGlobal).makeTransform(given),
      name,
    );
    return {
      name,
      rate: () =>
        opened.evaluate(
          (handle, least) => (globalThis as StftGlobal).framesPerSecond(handle, least),
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
