import {mkdir, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {openBrowser} from './browser.ts';
import {peerVersions} from './peers/versions.ts';
import {makeRow, rowLine} from './rows.ts';
import {dft} from './sections/dft.ts';
import {exact} from './sections/exact.ts';
import {gemm} from './sections/gemm.ts';
import {lighthouse} from './sections/lighthouse.ts';
import {memory} from './sections/memory.ts';
import {peersExact} from './sections/peers-exact.ts';
import {peersGemm} from './sections/peers-gemm.ts';
import {peersStft} from './sections/peers-stft.ts';
import {peersDft, peersLms, peersSpectrogram} from './sections/peers-training.ts';
import {peersUntil} from './sections/peers-until.ts';
import {primes} from './sections/primes.ts';
import {removal} from './sections/removal.ts';
import {size} from './sections/size.ts';
import {smooth} from './sections/smooth.ts';
import {spectrogram} from './sections/spectrogram.ts';
import {start} from './sections/start.ts';
import {stft} from './sections/stft.ts';
import {serveSite} from './site.ts';
import type {Limit} from './limits.ts';
import type {Row} from './rows.ts';
import type {Browser} from './browser.ts';

/** Adds a row to the report; `values` null: this system cannot tell, or `note` says why not. */
export type Add = (
  name: string,
  unit: string,
  values: number[] | null,
  limit?: string | Limit,
  note?: string,
) => void;
export type Section = (browser: Browser, add: Add) => Promise<void>;

const sections: Record<string, Section> = {
  gemm,
  dft,
  smooth,
  removal,
  start,
  lighthouse,
  stft,
  primes,
  'spectrogram-lms': spectrogram('lms'),
  'spectrogram-amsgrad': spectrogram('amsgrad'),
  exact,
  'memory-lms': memory('lms', 250),
  'memory-amsgrad': memory('amsgrad', 450),
  size,
  'peers-gemm': peersGemm,
  'peers-dft': peersDft,
  'peers-spectrogram': peersSpectrogram,
  'peers-lms': peersLms,
  'peers-exact': peersExact,
  'peers-until': peersUntil,
  'peers-stft': peersStft,
};

const rows: Row[] = [];
const seconds: Record<string, number> = {};
const [loadBefore] = os.loadavg();

const add: Add = (...given) => {
  const row = makeRow(...given);
  rows.push(row);
  process.stdout.write(`${rowLine(row)}\n`);
};

// As Ctrl-C does: what runs below this process ends with it.
for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(143));

const chosen = chooseSections(process.argv.slice(2));
if (chosen) await report(await measure(chosen));
else process.exitCode = 2;

/** Sections whose name contains one of some names; all without names. Null when there is none. */
function chooseSections(names: string[]) {
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
 * @returns the browser's version
 */
async function measure(names: string[]): Promise<string> {
  const site = await serveSite();
  let version = '';
  try {
    for (const name of names) {
      const browser = await openBrowser(site.address);
      version = browser.version;
      const begin = performance.now();
      process.stdout.write(`\n${name}\n`);
      try {
        await sections[name](browser, add);
      } catch (error) {
        process.exitCode = 1; // the other sections are worth having
        add(name, '', null, undefined, `failed: ${error}`);
      } finally {
        await browser.close();
      }
      seconds[name] = Math.round((performance.now() - begin) / 1000);
    }
  } finally {
    await site.close();
  }
  return version;
}

/** @param browser its version */
async function report(browser: string) {
  const machine = {
    cpu: os.cpus()[0].model,
    cores: os.cpus().length,
    node: process.version,
    browser,
    date: new Date().toISOString().slice(0, 10),
    memory: os.totalmem(),
    load: [loadBefore, os.loadavg()[0]].map(load => Number(load.toFixed(2))),
    versions: await peerVersions(),
  };
  await mkdir('bench', {recursive: true});
  const file = path.join('bench', `${new Date().toISOString().replaceAll(':', '-')}.json`);
  await writeFile(file, `${JSON.stringify({machine, seconds, rows}, null, 2)}\n`);
  process.stdout.write(
    `\n${machine.cpu}, ${machine.cores} cores, ${machine.browser}, Node ${machine.node}, ` +
      `load ${machine.load.join(' to ')}; written to ${file}\n`,
  );
}
