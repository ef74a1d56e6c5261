import {availableParallelism} from 'node:os';
import {waitForIdle} from '../idle.mjs';
import {fastestOf} from '../peers/compare.mjs';
import {inPython, pythonSettings} from '../peers/contestants.mjs';
import {NotInstalled} from '../peers/not-installed.mjs';
import {openPython} from '../peers/python.mjs';
import {spread} from '../statistics.mjs';

/** @typedef {import('../main.mjs').Add} Add */

const target = 2e-15;
const longest = 600; // seconds that PyTorch may take
const name = `spectrogram, random start to held-out MSE ${target}`;

/** @type {{settings: Record<string, unknown>, runs: number}[]} */
const optimisers = [
  {settings: {optimizer: 'exact', examples: 4096}, runs: 3},
  {settings: {optimizer: 'exact', examples: 8192}, runs: 3},
  {settings: {optimizer: 'lms'}, runs: 1},
];

/**
 * Seconds until the network is learned: the best optimiser here, and PyTorch's AMSGrad, once. Ours
 * have their data and evaluations in, PyTorch's have not.
 * @type {import('../main.mjs').Section}
 */
export async function peersUntil(browser, add) {
  const bench = await browser.openBench();
  await waitForIdle();
  /** @type {{title: string, seconds: number[]}[]} */
  const ours = [];
  for (const {settings, runs} of optimisers) {
    const seconds = [];
    for (let i = 0; i < runs; i++) {
      seconds.push(
        await bench.evaluate(
          given => /** @type {any} */ (globalThis).secondsToTarget(given, true),
          {
            model: 'spectrogram',
            workers: availableParallelism(),
            'target-loss': target,
            ...settings,
          },
        ),
      );
    }
    const title = Object.values(settings).join(' ');
    add(`${name}: ours, ${title}`, 's', seconds);
    ours.push({title, seconds});
  }
  await bench.close();

  const best = ours.reduce((a, b) => (spread(b.seconds).median < spread(a.seconds).median ? b : a));
  const limit = {atLeast: 15};
  const ratio = `${name}: PyTorch's amsgrad / ours`;
  try {
    const {seconds, note} = await torchSeconds(add);
    add(`${name}: PyTorch, amsgrad`, 's', [seconds], undefined, note);
    const ratios = best.seconds.map(value => seconds / value);
    add(ratio, 'x', ratios, limit, `ours by ${best.title}`);
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    add(ratio, 'x', null, limit, error.message);
  }
}

/** @param {Add} add */
async function torchSeconds(add) {
  /** @type {[library: string, task: string, optimizer: string, batch: number]} */
  const training = ['torch', 'spectrogram', 'amsgrad', 256];
  const settings = await pythonSettings();
  const candidates = settings.map(setting =>
    inPython(setting.name, training, setting, {seconds: 0, steps: 6}),
  );
  const fastest = await fastestOf('PyTorch, spectrogram amsgrad', 'steps/s', candidates, add);
  await fastest.close();
  const setting = settings.find(({name: given}) => given === fastest.name) ?? settings[0];
  await waitForIdle();
  const python = await openPython('train.py', [...training, setting.threads], setting.variables);
  try {
    const {seconds, steps, heldOut} = await python.ask({until: target, limit: longest});
    if (heldOut > target) throw new Error(`PyTorch is at ${heldOut} after ${seconds} s`);
    const {info} = python.introduction;
    return {seconds, note: `${setting.name}; ${info}; ${steps} steps to ${heldOut}`};
  } finally {
    await python.close();
  }
}
