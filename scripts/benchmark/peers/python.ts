import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {NotInstalled} from './not-installed.ts';

/** Debian's: another python3 that comes first in PATH has no torch. */
const python = process.env.PYTHON ?? '/usr/bin/python3';

/** What each program says of itself. */
interface Introductions {
  'train.py': {info: string; loss: number};
  'stft.py': {info: string};
  /** of each library */
  'versions.py': Record<string, string>;
}

type Command = {seconds: number; steps?: number} | {until: number; limit: number} | {loss: true};

type Answer<Given extends Command> = Given extends {until: number}
  ? {seconds: number; steps: number; heldOut: number}
  : Given extends {loss: true}
    ? {loss: number; steps: number}
    : {rate: number};

/**
 * A Python program that says in a line of JSON what it is, and then answers each line with a line. It
 * ends with close(), and with this process.
 * @param program in python/
 * @param given its arguments
 * @param variables of its environment
 * @throws NotInstalled
 */
export async function openPython<Program extends keyof Introductions>(
  program: Program,
  given: (string | number)[],
  variables: Record<string, string> = {},
) {
  const file = fileURLToPath(new URL(`python/${program}`, import.meta.url));
  const child = spawn(python, ['-B', file, ...given.map(String)], {
    env: {...process.env, ...variables},
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const kill = () => void child.kill();
  process.once('exit', kill);
  let complaint = '';
  child.stderr.on('data', text => (complaint += text));
  child.stdin.on('error', () => {}); // its end is told below
  const ended = new Promise(resolve => {
    child.once('error', error => resolve((complaint = `ModuleNotFoundError: ${error.message}`)));
    child.once('close', resolve);
  }).finally(() => process.off('exit', kill));
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const answer = async () => {
    const line = await Promise.race([lines.next(), ended.then(() => null)]);
    if (line && !line.done) return JSON.parse(line.value);
    await ended;
    const missing = /ModuleNotFoundError: (.*)/.exec(complaint)?.[1];
    if (missing) throw new NotInstalled(missing);
    throw new Error(`${program} ended: ${complaint.trim().split('\n').at(-1)}`);
  };
  return {
    /** What it said of itself. */
    introduction: (await answer()) as Introductions[Program],
    ask<Given extends Command>(command: Given): Promise<Answer<Given>> {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return answer();
    },
    async close() {
      child.kill();
      await ended;
    },
  };
}
