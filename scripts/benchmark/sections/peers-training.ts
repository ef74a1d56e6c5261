import {availableParallelism} from 'node:os';
import {compare} from '../peers/compare.ts';
import {inPage, inPython, ours, pythonSettings} from '../peers/contestants.ts';
import {buildPeak} from '../peers/peak.ts';
import {withPeerSite} from '../peers/site-in-use.ts';
import type {Browser} from '../browser.ts';
import type {Add, Section} from '../main.ts';
import type {Opener} from '../peers/compare.ts';
import type {Least} from '../peers/contestants.ts';
import type {Training} from '../peers/page/training-page.ts';
import type {NotInstalled} from '../peers/not-installed.ts';

// Training steps beside the peers', in Chromium: our data generation and evaluations included, while
// the peers train on one fixed batch.

/** Steps of the spectrogram's round of a peer; ours is a third of an epoch with its evaluation. */
const spectrogramSteps = 12;

export const peersDft: Section = (browser, add) => {
  const settings = {model: 'dft', n: 128, batch: 64, optimizer: 'amsgrad'};
  const least = {seconds: 0.5, steps: 1};
  return withPeerSite(async site => {
    const pages = pagePeers(browser, site, {task: 'dft', batch: 64, rate: 0.03});
    const torch = await pythonPeer('torch', 'dft', 'amsgrad', least);
    const numpy = await pythonPeer('numpy', 'dft', 'amsgrad', least);
    const rounds = 9;
    const few = 3;
    await compare(
      'DFT n=128 batch 64 amsgrad',
      'steps/s',
      byWorkers(workers => ours(browser, {...settings, workers}, {warmUp: 2000, steps: 2000})),
      [
        {name: 'jax-js', candidates: pages.jax(least), rounds, limit: {atLeast: 4}},
        {name: 'PyTorch', candidates: torch, rounds, limit: {atLeast: 1.5}},
        {name: 'NumPy', candidates: numpy, rounds, limit: {atLeast: 0.8}},
        {name: 'tfjs, gradient by hand', candidates: pages.tfjs(least, true), rounds: few},
        {name: 'tfjs', candidates: pages.tfjs(least, false), rounds: few},
        {name: 'plain JavaScript', candidates: pages.plain(least), rounds: few},
      ],
      add,
    );
  });
};

export const peersSpectrogram: Section = (browser, add) => {
  const least = {seconds: 0, steps: spectrogramSteps};
  const slow = {seconds: 0, steps: 1};
  return withPeerSite(async site => {
    const pages = pagePeers(browser, site, {task: 'spectrogram', batch: 256, rate: 1e-3});
    const torch = await pythonPeer('torch', 'spectrogram', 'amsgrad', least);
    const numpy = await pythonPeer('numpy', 'spectrogram', 'amsgrad', least);
    const rounds = 5;
    const task = 'spectrogram batch 256 amsgrad';
    await addLimit(task, add);
    await compare(
      task,
      'steps/s',
      byWorkers(workers => spectrogram(browser, 'amsgrad', workers)),
      [
        {name: 'jax-js', candidates: pages.jax(least), rounds: 3, limit: {atLeast: 2.8}},
        {name: 'PyTorch', candidates: torch, rounds, limit: {atLeast: 1.3}},
        {name: 'NumPy', candidates: numpy, rounds, limit: {atLeast: 0.85}},
        {name: 'tfjs, gradient by hand', candidates: pages.tfjs(slow, true).slice(-1), rounds: 2},
        {name: 'plain JavaScript', candidates: pages.plain(slow), rounds: 1},
      ],
      add,
    );
  });
};

export const peersLms: Section = async (browser, add) => {
  const least = {seconds: 0, steps: spectrogramSteps};
  const torch = await pythonPeer('torch', 'spectrogram', 'lms', least);
  const task = 'spectrogram batch 256 lms';
  await addLimit(task, add);
  await compare(
    task,
    'steps/s',
    [spectrogram(browser, 'lms', availableParallelism())],
    [{name: 'PyTorch', candidates: torch, rounds: 5, limit: {atLeast: 0.7}}],
    add,
  );
};

/** What the spectrogram's two products a step, X W and X^T E, leave possible at 128 bits. */
async function addLimit(task: string, add: Add) {
  const peak = await buildPeak();
  const operations = 2 * 2 * 256 * 2048 * 8514;
  const limits = [];
  for (let i = 0; i < 3; i++) {
    limits.push(((await peak(availableParallelism())) * 1e9) / operations);
  }
  add(`${task}: this machine's limit at 128 bits`, 'steps/s', limits);
}

/** @returns with one worker and with one a core */
function byWorkers(open: (workers: number) => Opener): Opener[] {
  return [...new Set([1, availableParallelism()])].map(open);
}

function spectrogram(browser: Browser, optimizer: string, workers: number) {
  const settings = {model: 'spectrogram', optimizer, batch: 256, workers};
  return ours(browser, settings, {warmUp: 20, steps: null});
}

async function pythonPeer(
  library: string,
  task: 'dft' | 'spectrogram',
  optimizer: string,
  least: Least,
) {
  const batch = task === 'dft' ? 64 : 256;
  return (await pythonSettings()).map(setting =>
    inPython(`${library}, ${setting.name}`, [library, task, optimizer, batch], setting, least),
  );
}

/** The peers that train in a page, each at its settings worth trying. */
function pagePeers(
  browser: Browser,
  site: string | NotInstalled,
  training: Pick<Training, 'task' | 'batch' | 'rate'>,
) {
  const threads = availableParallelism();
  const several = threads > 1 ? [{isolated: true, threads}] : [];
  return {
    jax: (least: Least) =>
      [{isolated: false, threads: 1}, ...several].map(({isolated, threads: count}) => {
        const name = `jax-js, ${isolated ? `${count} workers` : '1 thread'}`;
        return inPage(browser, site, name, {...training, library: 'jax', isolated}, least);
      }),
    tfjs: (least: Least, byHand: boolean) =>
      [{isolated: false, threads: 1}, ...several].map(setting => {
        const name = `tfjs${byHand ? ', gradient by hand' : ''}, ${setting.threads} threads`;
        return inPage(
          browser,
          site,
          name,
          {...training, library: 'tfjs', byHand, ...setting},
          least,
        );
      }),
    plain: (least: Least) => [
      inPage(browser, site, 'plain JavaScript', {...training, library: 'plain'}, least),
    ],
  };
}
