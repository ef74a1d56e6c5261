import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import {NotInstalled} from './not-installed.ts';
import {openPython} from './python.ts';

/** @returns of the peers that are installed, and the compiler */
export async function peerVersions(): Promise<Record<string, string>> {
  const {dependencies} = JSON.parse(
    await readFile(new URL('package.json', import.meta.url), 'utf8'),
  ) as {dependencies: Record<string, string>};
  const versions: Record<string, string> = {};
  for (const name of Object.keys(dependencies)) {
    const file = path.join('build/peers/node_modules', name, 'package.json');
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text) versions[name] = (JSON.parse(text) as {version: string}).version;
  }
  const gcc = await promisify(execFile)('gcc', ['-dumpfullversion']).catch(() => null);
  if (gcc) versions.gcc = gcc.stdout.trim();
  return {...versions, ...(await pythonVersions())};
}

async function pythonVersions(): Promise<Record<string, string>> {
  try {
    const program = await openPython('versions.py', []);
    await program.close();
    return program.introduction;
  } catch (error) {
    if (error instanceof NotInstalled) return {};
    throw error;
  }
}
