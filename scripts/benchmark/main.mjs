import {mkdir, readFile, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {nodeHost} from '../../web/engine/node-host.js';
import {Run} from '../../web/engine/run.js';
import {openBrowser} from './browser.mjs';
import {measureResponsiveness, measureStart} from './responsiveness.mjs';
import {spread} from './statistics.mjs';

/** @typedef {import('./statistics.mjs').Spread} Spread */
/** @typedef {Spread & {name: string, unit: string, limit?: string}} Row */

/** The issue's own case: the 128-point DFT, AMSGrad, batch 64, one worker. */
const dft = {model: 'dft', n: 128, batch: 64, workers: 1, kernel: 'simd128'};

/** @type {Row[]} */
const rows = [];
const browser = await openBrowser();
try {
  const bench = await browser.open('benchmark.html');
  await bench.waitForFunction(() => 'trainingRates' in globalThis);
  for (const [m, k, n] of [
    [256, 2048, 1024],
    [64, 256, 256],
  ]) {
    const product = {kernel: 'simd128', m, k, n, runs: 7};
    const rates = await bench.evaluate(
      argument => /** @type {any} */ (globalThis).productRates(argument),
      product,
    );
    add(`GEMM ${m} x ${k} x ${n}, Chromium worker, simd128`, 'GFLOP/s', rates);
  }
  for (const optimizer of ['amsgrad', 'adam', 'lms']) {
    const rates = await bench.evaluate(
      (settings, amount) => /** @type {any} */ (globalThis).trainingRates(settings, amount),
      {...dft, optimizer},
      {steps: 2000, runs: 5},
    );
    const limit = optimizer === 'amsgrad' ? 'at least 1000' : undefined;
    add(`DFT n=128 batch 64 ${optimizer}, Chromium`, 'steps/s', rates, limit);
  }
  await bench.close();

  add('DFT n=128 batch 64 amsgrad, Node', 'steps/s', await nodeRates('amsgrad'));

  for (const size of [128, 512]) {
    const page = await browser.open(`?n=${size}&speed=max&examples=streaming&steps=100000000`);
    const {longTasks, pauseTimes, stepsPerSecond} = await measureResponsiveness(page, {
      seconds: 8,
      pauses: 20,
    });
    await page.close();
    add(`page, n=${size}, full speed: steps drawn`, 'steps/s', [stepsPerSecond]);
    add(`page, n=${size}: main-thread tasks over 50 ms`, 'tasks', [longTasks.length], 'none');
    if (longTasks.length > 0) add(`page, n=${size}: those tasks`, 'ms', longTasks);
    add(`page, n=${size}: pause answered`, 'ms', pauseTimes, 'max 100');
  }

  const starts = [];
  for (let i = 0; i < 7; i++) starts.push(await measureStart(() => browser.open('')));
  add('opening the page to its first step done', 'ms', starts, 'aim 500');
  add('first load, gzipped', 'bytes', [await firstLoad()], 'at most 150000');
} finally {
  await browser.close();
}
await report();

/**
 * @param {string} name
 * @param {string} unit
 * @param {number[]} values
 * @param {string} [limit]
 */
function add(name, unit, values, limit) {
  const row = {name, unit, ...spread(values), limit};
  rows.push(row);
  process.stdout.write(`${line(row)}\n`);
}

/** @param {Row} row */
function line({name, unit, median, min, max, runs, limit}) {
  const range = runs > 1 ? ` (${digits(min)} to ${digits(max)}, ${runs} runs)` : '';
  return `${name.padEnd(58)} ${digits(median)} ${unit}${range}${limit ? `; ${limit}` : ''}`;
}

/** @param {number} value */
function digits(value) {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** @param {string} optimizer */
async function nodeRates(optimizer) {
  const run = new Run(nodeHost(), {...dft, optimizer, speed: 'max'});
  try {
    await run.step(500);
    const rates = [];
    for (let i = 0; i < 5; i++) {
      const [step, seconds] = [run.progress.step, run.seconds];
      await run.step(2000);
      rates.push((run.progress.step - step) / (run.seconds - seconds));
    }
    return rates;
  } finally {
    await run.dispose();
  }
}

/** As the build counted it: what is fetched before the first step. */
async function firstLoad() {
  return JSON.parse(await readFile('build/first-load.json', 'utf8')).total;
}

async function report() {
  const machine = {
    cpu: os.cpus()[0].model,
    cores: os.cpus().length,
    node: process.version,
    browser: browser.version,
    load: os.loadavg()[0],
  };
  await mkdir('bench', {recursive: true});
  const file = path.join('bench', `${new Date().toISOString().replaceAll(':', '-')}.json`);
  await writeFile(file, `${JSON.stringify({machine, rows}, null, 2)}\n`);
  process.stdout.write(
    `\n${machine.cpu}, ${machine.cores} cores, ${machine.browser}, Node ${machine.node}, ` +
      `load ${machine.load.toFixed(2)} at the end; written to ${file}\n`,
  );
}
