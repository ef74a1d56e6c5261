import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {markdownTables} from './rows.ts';
import type {Row} from './rows.ts';

/** What main.ts writes down, as far as it is read here. */
interface Results {
  machine: {
    cpu: string;
    cores: number;
    browser: string;
    node: string;
    date: string;
    load: number[];
    /** of the peers; older ones have none */
    versions?: Record<string, string>;
  };
  rows: Row[];
}

// node scripts/benchmark/table.ts [FILE]: a run's results as Markdown; without FILE the last run's.

const file = process.argv[2] ?? (await lastResults());
const {machine, rows} = JSON.parse(await readFile(file, 'utf8')) as Results;
const {cpu, cores, browser, node, date, load, versions = {}} = machine;
const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
process.stdout.write(
  `${date}: ${cpu}, ${cores} cores, ${[browser, `Node ${node}`, ...peers].join(', ')}; ` +
    `load ${load.join(' to ')}.\n\n${markdownTables(rows)}\n`,
);

/** The newest file of bench/: their names are dates. */
async function lastResults() {
  const names = (await readdir('bench')).filter(name => name.endsWith('.json')).sort();
  const last = names.at(-1);
  if (last === undefined) throw new Error('bench/ has no results: run scripts/bench first.');
  return path.join('bench', last);
}
