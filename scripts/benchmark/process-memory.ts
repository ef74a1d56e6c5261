import {readdir, readFile} from 'node:fs/promises';

/**
 * Bytes, as proportional set sizes: a page of memory that several processes share is divided among
 * them.
 */
export interface Memory {
  all: number;
  /**
   * without pages of mapped files: they are mostly the program's code, whose
   * division changes when another browser on the machine starts or ends
   */
  own: number;
}

/**
 * Memory of a process and all that descend from it.
 * @param root process id
 * @returns null where the system does not tell (it takes Linux)
 */
export async function processTreeMemory(root: number): Promise<Memory | null> {
  if (process.platform !== 'linux') return null;
  const memory = {all: 0, own: 0};
  for (const id of await processFamily(root)) {
    const sizes = await readOfProcess(`/proc/${id}/smaps_rollup`);
    const bytes = (line: RegExp) => 1024 * Number(line.exec(sizes)?.[1] ?? 0);
    const all = bytes(/^Pss: +(\d+) kB$/m);
    memory.all += all;
    memory.own += all - bytes(/^Pss_File: +(\d+) kB$/m);
  }
  return memory;
}

/**
 * A process and all that descend from it.
 * @param root process id
 */
async function processFamily(root: number): Promise<number[]> {
  const parents = await parentsOfProcesses();
  const family = [root];
  for (const member of family) {
    for (const [id, parent] of parents) if (parent === member) family.push(id);
  }
  return family;
}

/** @returns parent by process */
async function parentsOfProcesses(): Promise<Map<number, number>> {
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

/** @returns empty when the process has ended */
async function readOfProcess(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'ESRCH'].includes(code)) throw error;
    return '';
  }
}
