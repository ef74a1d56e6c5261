import {spawn, spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

type Outcome = {status: number | null; stdout: string; stderr: string};

/** What a line of `train --json` tells; the parts after `final` only the last one. */
export interface Report {
  step: number;
  examples: number;
  loss: number;
  heldOutLoss: number;
  weightError: number;
  final?: true;
  seconds: number;
  stepsPerSecond: number;
  kernel: string;
  workers: number;
  state: string;
  reason: string;
  floor: number;
  relativeLoss: number;
  targetReached: boolean | null;
}

export const cli = fileURLToPath(new URL('../../scripts/fourier-net.mjs', import.meta.url));

/**
 * Runs fourier-net to its end; one that hangs is ended after a minute, which no test waits for.
 */
export function fourierNet(...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {timeout: 60000, killSignal: 'SIGKILL'});
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', data => (stdout += data));
    child.stderr.on('data', data => (stderr += data));
    child.on('error', reject);
    child.on('close', status => resolve({status, stdout, stderr}));
  });
}

/** @param stdout of `train --json` */
export function lastReport(stdout: string): Report {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/**
 * An empty folder that goes with the test.
 * @returns paths in it
 */
export async function createFolder(t: {
  after: (done: () => Promise<void>) => void;
}): Promise<(name: string) => string> {
  const folder = await mkdtemp(join(tmpdir(), 'fourier-net-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  return name => join(folder, name);
}

/** A Python that has SciPy; null where there is none. */
export function pythonWithScipy() {
  const found = ['python3', '/usr/bin/python3'].find(
    python =>
      spawnSync(python, ['-c', 'import numpy, scipy.signal'], {stdio: 'ignore'}).status === 0,
  );
  return found ?? null;
}

/** Runs a Python script beside this file; its JSON answer. */
export function runPython<Answer>(python: string, script: string, ...args: string[]): Answer {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const {status, stdout, stderr} = spawnSync(python, [file, ...args], {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * Options of a test that needs SciPy: skipped without it, but where CI is set its absence fails.
 */
export function needsScipy(python: string | null) {
  const absent = !python && !process.env.CI;
  return {skip: absent ? 'needs a python3 with NumPy and SciPy' : false};
}
