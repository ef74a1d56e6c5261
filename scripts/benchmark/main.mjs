import {mkdir, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {openBrowser} from './browser.mjs';
import {accuracy} from './sections/accuracy.mjs';
import {dft} from './sections/dft.mjs';
import {exact} from './sections/exact.mjs';
import {gemm} from './sections/gemm.mjs';
import {memory} from './sections/memory.mjs';
import {page} from './sections/page.mjs';
import {shared} from './sections/shared.mjs';
import {spectrogram} from './sections/spectrogram.mjs';
import {start} from './sections/start.mjs';
import {serveSite} from './site.mjs';
import {spread} from './statistics.mjs';

/** @typedef {import('./statistics.mjs').Spread} Spread */
/** @typedef {{name: string, unit: string, limit?: string} & (Spread | {runs: 0})} Row */

/**
 * Adds a row to the report; `values` null: this system cannot tell.
 * @typedef {(name: string, unit: string, values: number[] | null, limit?: string) => void} Add
 */
/** @typedef {(browser: import('./browser.mjs').Browser, add: Add) => Promise<void>} Section */

/** @type {Record<string, Section>} */
const sections = {
  gemm,
  dft,
  page,
  start,
  shared,
  'spectrogram-lms': spectrogram('lms'),
  'spectrogram-amsgrad': spectrogram('amsgrad'),
  exact,
  'accuracy-lms': accuracy('lms', 6),
  'accuracy-amsgrad': accuracy('amsgrad', 10),
  'memory-lms': memory('lms', 250),
  'memory-amsgrad': memory('amsgrad', 450),
};

/** @type {Row[]} */
const rows = [];

const chosen = chooseSections(process.argv.slice(2));
if (chosen) await report(await measure(chosen));
else process.exitCode = 2;

/**
 * Sections whose name contains one of some names; all without names. Null when there is none.
 * @param {string[]} names
 */
function chooseSections(names) {
  const all = Object.keys(sections);
  const unknown = names.find(name => !all.some(section => section.includes(name)));
  if (unknown !== undefined) {
    process.stderr.write(`bench: no section "${unknown}": there are ${all.join(', ')}.\n`);
    return null;
  }
  return all.filter(section => !names.length || names.some(name => section.includes(name)));
}

/**
 * Each section has a browser of its own, with which all that it started ends.
 * @param {string[]} names
 * @returns {Promise<string>} the browser's version
 */
async function measure(names) {
  const site = await serveSite();
  let version = '';
  try {
    for (const name of names) {
      const browser = await openBrowser(site.address);
      version = browser.version;
      try {
        await sections[name](browser, add);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await site.close();
  }
  return version;
}

/** @type {Add} */
function add(name, unit, values, limit) {
  const row = {name, unit, limit, ...(values ? spread(values) : {runs: /** @type {0} */ (0)})};
  rows.push(row);
  process.stdout.write(`${line(row)}\n`);
}

/** @param {Row} row */
function line(row) {
  const name = row.name.padEnd(58);
  if (!('median' in row)) return `${name} not available on ${process.platform}`;
  const {median, min, max, runs} = row;
  const range = runs > 1 ? ` (${digits(min)} to ${digits(max)}, ${runs} runs)` : '';
  return `${name} ${digits(median)} ${row.unit}${range}${row.limit ? `; ${row.limit}` : ''}`;
}

/** @param {number} value */
function digits(value) {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** @param {string} browser its version */
async function report(browser) {
  const machine = {
    cpu: os.cpus()[0].model,
    cores: os.cpus().length,
    node: process.version,
    browser,
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
