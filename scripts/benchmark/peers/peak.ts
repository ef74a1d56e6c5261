import {execFile} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const run = promisify(execFile);
const program = 'build/peers/peak';
const seconds = 0.3;

/**
 * The machine's 128-bit limit.
 * @returns GFLOP/s of fused multiply-adds in
 * registers, all threads together
 */
export async function buildPeak(): Promise<(threads: number) => Promise<number>> {
  await mkdir('build/peers', {recursive: true});
  const source = fileURLToPath(new URL('peak.c', import.meta.url));
  // a b + c becomes one instruction: GCC contracts by default.
  const options = ['-O3', '-march=native', '-pthread', '-o', program, source];
  await run(process.env.CC ?? 'gcc', options);
  return async threads => Number((await run(program, [`${threads}`, `${seconds}`])).stdout);
}
