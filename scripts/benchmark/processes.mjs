import {readdir, readFile} from 'node:fs/promises';

/**
 * A process and all that descend from it.
 * @param {number} root process id
 * @returns {Promise<number[]>}
 */
export async function processFamily(root) {
  const parents = await parentsOfProcesses();
  const family = [root];
  for (const member of family) {
    for (const [id, parent] of parents) if (parent === member) family.push(id);
  }
  return family;
}

/**
 * Processor seconds that a process and all that descend from it have used; null where the system does
 * not tell (it takes Linux, and counts in hundredths).
 * @param {number} root process id
 * @returns {Promise<number | null>}
 */
export async function processorSeconds(root) {
  if (process.platform !== 'linux') return null;
  let ticks = 0;
  for (const id of await processFamily(root)) {
    const stat = await readOfProcess(`/proc/${id}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [utime, stime] = [11, 12];
    ticks += Number(fields[utime] ?? 0) + Number(fields[stime] ?? 0);
  }
  return ticks / 100;
}

/** @returns {Promise<Map<number, number>>} parent by process */
async function parentsOfProcesses() {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readOfProcess(`/proc/${name}/stat`);
    // 12 (a name (with anything)) S 1 ...
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent) parents.set(Number(name), Number(parent));
  }
  return parents;
}

/**
 * @param {string} file
 * @returns {Promise<string>} empty when the process has ended
 */
export async function readOfProcess(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const {code = ''} = /** @type {NodeJS.ErrnoException} */ (error);
    if (!['ENOENT', 'ESRCH'].includes(code)) throw error;
    return '';
  }
}
