import os from 'node:os';

const idleShare = 0.95;
const waitSeconds = 30;

/**
 * Waits until the machine has been idle for a second, half a minute at most.
 * @returns whether it was idle in the end
 */
export async function waitForIdle(): Promise<boolean> {
  for (let waited = 0; waited < waitSeconds; waited++) {
    if ((await idleNow()) >= idleShare) return true;
  }
  return false;
}

/** Idle share of all processors over a second. */
async function idleNow() {
  const before = processorTimes();
  await new Promise(resolve => setTimeout(resolve, 1000));
  const after = processorTimes();
  return (after.idle - before.idle) / Math.max(1, after.all - before.all);
}

function processorTimes() {
  const times = os.cpus().map(cpu => cpu.times);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  return {
    idle: sum(times.map(({idle}) => idle)),
    all: sum(times.flatMap(time => Object.values(time))),
  };
}
