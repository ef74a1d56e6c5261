import {readdir, readFile} from 'node:fs/promises';

/**
 * Memory of a process and all that descend from it, in bytes: the sum of their proportional set
 * sizes, in which a page that several processes share is divided among them.
 * @param {number} root process id
 * @returns {Promise<number | null>} null where the system does not tell (it takes Linux)
 */
export async function processTreeMemory(root) {
  if (process.platform !== 'linux') return null;
  const parents = await parentsOfProcesses();
  const family = [root];
  for (const member of family) {
    for (const [id, parent] of parents) if (parent === member) family.push(id);
  }
  const sizes = await Promise.all(family.map(proportionalSetSize));
  return sizes.reduce((sum, size) => sum + size, 0);
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

/** @param {number} id */
async function proportionalSetSize(id) {
  const text = await readOfProcess(`/proc/${id}/smaps_rollup`);
  return 1024 * Number(/^Pss:\s*(\d+) kB$/m.exec(text)?.[1] ?? 0);
}

/**
 * @param {string} file
 * @returns {Promise<string>} empty when the process has ended
 */
async function readOfProcess(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const {code = ''} = /** @type {NodeJS.ErrnoException} */ (error);
    if (!['ENOENT', 'ESRCH'].includes(code)) throw error;
    return '';
  }
}
