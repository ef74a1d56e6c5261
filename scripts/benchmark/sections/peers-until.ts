import {availableParallelism} from 'node:os';
import {waitForIdle} from '../idle.ts';
import {fastestOf} from '../peers/compare.ts';
import {inPython, pythonSettings} from '../peers/contestants.ts';
import {NotInstalled} from '../peers/not-installed.ts';
import {openPython} from '../peers/python.ts';
import {spread} from '../statistics.ts';
import type {Add, Section} from '../main.ts';
import type {Browser} from '../browser.ts';
import type {BenchmarkGlobal} from '../page.ts';

const target = 2e-15;
const longest = 600; // seconds that PyTorch may take
const name = `spectrogram, random start to held-out MSE ${target}`;

const optimisers: {settings: Record<string, unknown>; runs: number}[] = [
  {settings: {optimizer: 'exact', examples: 4096}, runs: 3},
  {settings: {optimizer: 'exact', examples: 8192}, runs: 3},
  {settings: {optimizer: 'lms'}, runs: 1},
];

/**
 * Seconds until the network is learned: the best optimiser here, and PyTorch's AMSGrad, once. Ours
 * have their data and evaluations in, PyTorch's have not.
 */
export const peersUntil: Section = async (browser, add) => {
  await waitForIdle();
  const ours = [];
  for (const {settings, runs} of optimisers) {
    const title = Object.values(settings).join(' ');
    const {seconds, note} = await ourSeconds(browser, settings, runs);
    add(`${name}: ours, ${title}`, 's', seconds, undefined, note);
    if (seconds) ours.push({title, seconds, median: spread(seconds).median});
  }
  const limit = {atLeast: 15};
  const ratio = `${name}: PyTorch's amsgrad / ours`;
  try {
    const {seconds, note} = await torchSeconds(add);
    add(`${name}: PyTorch, amsgrad`, 's', [seconds], undefined, note);
    const [best] = ours.sort((a, b) => a.median - b.median);
    const ratios = best?.seconds.map(value => seconds / value) ?? null;
    add(ratio, 'x', ratios, limit, best ? `ours by ${best.title}` : 'none of ours came there');
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    add(ratio, 'x', null, limit, error.message);
  }
};

/** @returns null: it does not come there */
async function ourSeconds(
  browser: Browser,
  settings: Record<string, unknown>,
  runs: number,
): Promise<{seconds: number[] | null; note?: string}> {
  const bench = await browser.openBench();
  const all = {
    model: 'spectrogram',
    workers: availableParallelism(),
    'target-loss': target,
    ...settings,
  };
  const seconds = [];
  try {
    for (let i = 0; i < runs; i++) {
      seconds.push(
        await bench.evaluate(given => (globalThis as BenchmarkGlobal).secondsToTarget(given), all),
      );
    }
    return {seconds};
  } catch (error) {
    return {seconds: null, note: `not reached: ${error}`};
  } finally {
    await bench.close();
  }
}

async function torchSeconds(add: Add) {
  const training: [library: string, task: string, optimizer: string, batch: number] = [
    'torch',
    'spectrogram',
    'amsgrad',
    256,
  ];
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
    return {
      seconds,
      note: `${setting.name}; ${info}; ${steps} steps to ${heldOut.toExponential(1)}`,
    };
  } finally {
    await python.close();
  }
}
