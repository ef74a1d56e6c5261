import {openBrowser} from '../browser.ts';
import {processTreeMemory} from '../process-memory.ts';
import {spread} from '../statistics.ts';
import type {Page, CDPSession as Session} from 'puppeteer-core';
import type {Section} from '../main.ts';

type MountModule = typeof import('../../../web/embed/mount.ts');
/** With the binding that tells how many milliseconds a cycle took. */
type CycleGlobal = typeof globalThis & {cycleDone: (time: string) => void};

/**
 * Before them, what a browser keeps for the next figure has come, such as code, and its lists of long
 * tasks, long frames and slow events are full, of which it holds 150 to 200 each.
 */
const warmUp = 600;

/** Machine code that the engine makes of what is called often is no memory of a figure. */
const args = ['--js-flags=--no-opt --no-sparkplug'];
const cycles = 1000;
/** So many of the first ones are compared with as many of the last ones. */
const compared = 100;

/** What may grow, with the unit of each. */
const units: Record<string, string> = {
  time: 'ms',
  heap: 'MB',
  listeners: 'listeners',
  nodes: 'nodes',
  documents: 'documents',
  workers: 'workers',
  memory: 'MB',
};

/**
 * A figure that is put into a page, trains and is taken out again, a thousand times: what each time
 * leaves.
 */
export const removal: Section = async ({site}, add) => {
  // One that is watched keeps a copy of all that it fetches.
  const browser = await openBrowser(site, {networkEnabled: false, args});
  const page = await browser.openBench();
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', {name: 'cycleDone'});
  await page.evaluate(cycleAtClick, 'embed/mount.js');
  const samples: Record<string, number>[] = [];
  for (let cycle = -warmUp; cycle < cycles; cycle++) {
    const time = await mountPlayRemove(page, session);
    const isCompared = cycle >= 0 && (cycle < compared || cycle >= cycles - compared);
    if (isCompared) samples.push({time, ...(await left(page, session, browser.pid))});
  }
  await browser.close();
  const name = `of ${cycles} times mount, play, remove`;
  for (const [what, unit] of Object.entries(units)) {
    const values = samples.map(sample => sample[what]);
    if (values.some(Number.isNaN)) {
      add(`${what}: the first ${compared} ${name}`, unit, null);
      continue;
    }
    const [first, last] = [values.slice(0, compared), values.slice(-compared)];
    add(`${what}: the first ${compared} ${name}`, unit, first);
    add(`${what}: the last ${compared}`, unit, last);
    const growth = spread(last).median - spread(first).median;
    if (what === 'workers') add(`${what}: growth`, unit, [growth], {atMost: 0});
    else add(`${what}: growth`, '%', [(100 * growth) / spread(first).median], {atMost: 5});
  }
};

/**
 * Has the page do a cycle at each click, as scripts that are sent to it would stay in its memory.
 * @param address of mount()
 */
function cycleAtClick(address: string) {
  addEventListener('mousedown', async () => {
    const begin = performance.now();
    const {mount} = (await import(new URL(address, location.href).href)) as MountModule;
    const settings = {n: 16, optimizer: 'sgd', lr: 0.001, speed: 'max'};
    const {figure, unmount} = await mount(document.body, settings);
    const trained = new Promise(resolve => figure.addEventListener('progress', resolve));
    await figure.play();
    await trained;
    unmount();
    const time = performance.now() - begin;
    requestAnimationFrame(() => (globalThis as CycleGlobal).cycleDone(String(time)));
  });
}

/** @returns milliseconds of one cycle */
async function mountPlayRemove(page: Page, session: Session): Promise<number> {
  const done = new Promise<{payload: string}>(resolve =>
    session.once('Runtime.bindingCalled', resolve),
  );
  await page.mouse.click(1, 1);
  return Number((await done).payload);
}

/**
 * What is there once all that can go has gone.
 * @param pid of the browser
 */
async function left(page: Page, session: Session, pid: number) {
  for (const giveUp = Date.now() + 2000; page.workers().length > 0 && Date.now() < giveUp;) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  await session.send('HeapProfiler.collectGarbage');
  const {metrics} = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find(each => each.name === name)?.value ?? NaN;
  return {
    heap: metric('JSHeapUsedSize') / 1e6,
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    documents: metric('Documents'),
    workers: page.workers().length,
    memory: ((await processTreeMemory(pid))?.own ?? NaN) / 1e6,
  };
}
