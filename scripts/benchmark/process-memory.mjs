import {processFamily, readOfProcess} from './processes.mjs';

/**
 * Bytes, as proportional set sizes: a page of memory that several processes share is divided among
 * them.
 * @typedef {object} Memory
 * @property {number} all
 * @property {number} own without pages of mapped files: they are mostly the program's code, whose
 *   division changes when another browser on the machine starts or ends
 */

/**
 * Memory of a process and all that descend from it.
 * @param {number} root process id
 * @returns {Promise<Memory | null>} null where the system does not tell (it takes Linux)
 */
export async function processTreeMemory(root) {
  if (process.platform !== 'linux') return null;
  const memory = {all: 0, own: 0};
  for (const id of await processFamily(root)) {
    const sizes = await readOfProcess(`/proc/${id}/smaps_rollup`);
    const bytes = (/** @type {RegExp} */ line) => 1024 * Number(line.exec(sizes)?.[1] ?? 0);
    const all = bytes(/^Pss: +(\d+) kB$/m);
    memory.all += all;
    memory.own += all - bytes(/^Pss_File: +(\d+) kB$/m);
  }
  return memory;
}
