import {createServer} from 'node:http';
import {processTreeMemory} from '../process-memory.mjs';
import {processorSeconds} from '../processes.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Trains as fast as it goes, and does not end. */
const busy =
  'n="128" optimizer="sgd" lr="0.001" speed="max" examples="streaming" steps="1000000000"';
const seconds = 5;

/**
 * Embeds in a page of another origin: what they take of it when nobody sees them, while it is
 * scrolled, and after they were taken out.
 * @type {import('../main.mjs').Section}
 */
export async function embeds(browser, add) {
  const share = await processorShares(browser);
  add('processor: a page without embeds', '% of a core', [share.none]);
  add('one embed at work, seen', '% of a core', [share.seen]);
  const limit = 'as a page without';
  add('the same, scrolled away', '% of a core', [share.away], limit);
  add('the same, hidden (display: none)', '% of a core', [share.hidden], limit);
  add('the same, in a tab behind', '% of a core', [share.behind], limit);
  add('a frame alone, hidden (display: none)', '% of a core', [share.frame], limit);

  for (const count of [0, 6]) {
    const {intervals, tasks} = await scrolling(browser, count);
    const name = `scrolling a page with ${count} embeds${count ? ', one at work' : ''}`;
    add(`${name}: time between frames`, 'ms', intervals);
    add(`${name}: tasks over 50 ms`, 'tasks', [tasks], count ? 'none' : undefined);
  }

  const {before, within, after, workers} = await takingOut(browser);
  add('memory beside an empty page: an embed, n=512, trained', 'MB', [within - before]);
  add('so after it was taken out', 'MB', [after - before], 'near 0');
  add('its workers then', 'workers', [workers], {atMost: 0});
}

/**
 * A page of another site than the demo, as a blog is: the browser gives each a process.
 * @param {import('../browser.mjs').Browser} browser
 * @param {string} body
 */
async function openHost(browser, body) {
  const page = await browser.open('LICENSE'); // any file tells the site's address
  const site = new URL('.', page.url()).href;
  const html = `<!doctype html><script src="${site}embed/v1.js"></script>${body.replaceAll('SITE/', site)}`;
  const server = createServer((_, response) =>
    response.writeHead(200, {'content-type': 'text/html'}).end(html),
  );
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  await page.setViewport({width: 1000, height: 800});
  await page.goto(`http://other.test:${port}/`);
  server.closeAllConnections();
  server.close();
  return page;
}

const gap = '<div style="height: 6000px"></div>';

/** @param {import('../browser.mjs').Browser} browser */
async function processorShares(browser) {
  const blank = await openHost(browser, gap);
  const none = await shareOf(browser);
  await blank.close();

  const page = await openHost(browser, `<fourier-net ${busy}></fourier-net>${gap}`);
  const seen = await playAnd(page, () => shareOf(browser));
  await page.evaluate(() => scrollTo(0, 5000));
  const away = await shareOf(browser);
  await page.evaluate(() => scrollTo(0, 0));
  await page.$eval('fourier-net', net => net.setAttribute('style', 'display: none'));
  const hidden = await shareOf(browser);
  await page.$eval('fourier-net', net => net.removeAttribute('style'));
  const other = await browser.open('LICENSE');
  await other.bringToFront();
  const behind = await shareOf(browser);
  await other.close();
  await page.close();

  const query = 'n=128&optimizer=sgd&lr=0.001&speed=max&steps=1000000000&autoplay';
  const frames = await openHost(
    browser,
    `<iframe src="SITE/embed/?${query}" width="900" height="600"></iframe>`,
  );
  await sleep(2000);
  await frames.$eval('iframe', frame => (frame.style.display = 'none'));
  const frame = await shareOf(browser);
  await frames.close();
  return {none, seen, away, hidden, behind, frame};
}

/**
 * @template Result
 * @param {Page} page
 * @param {() => Promise<Result>} measure
 */
async function playAnd(page, measure) {
  await page.$eval('fourier-net', net => /** @type {any} */ (net).play());
  return measure();
}

/**
 * Per cent of a core that the browser uses from now on, once what was under way has settled.
 * @param {import('../browser.mjs').Browser} browser
 */
async function shareOf(browser) {
  await sleep(1000);
  const before = await processorSeconds(browser.pid);
  const begin = performance.now();
  await sleep(1000 * seconds);
  const after = await processorSeconds(browser.pid);
  if (before === null || after === null) return NaN;
  return (100 * (after - before)) / ((performance.now() - begin) / 1000);
}

/**
 * Milliseconds between the frames of a host page that is scrolled, 20 px each, with some embeds on it.
 * @param {import('../browser.mjs').Browser} browser
 * @param {number} count
 */
async function scrolling(browser, count) {
  const page = await openHost(browser, `<fourier-net ${busy}></fourier-net>`.repeat(count) + gap);
  for (let i = 0; i < count; i++) {
    await page.evaluate(async index => {
      const net = /** @type {any} */ (document.querySelectorAll('fourier-net')[index]);
      net.scrollIntoView();
      await net.step(1);
    }, i);
  }
  if (count > 0) {
    await page.evaluate(() => scrollTo(0, 0));
    await playAnd(page, () => sleep(1000));
  }
  const result = await page.evaluate(async () => {
    let tasks = 0;
    const observer = new PerformanceObserver(list => (tasks += list.getEntries().length));
    observer.observe({type: 'longtask'});
    const frame = () => new Promise(requestAnimationFrame);
    const intervals = [];
    let last = await frame();
    for (let i = 0; i < 200; i++) {
      scrollBy(0, 20);
      const now = await frame();
      intervals.push(now - last);
      last = now;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
    observer.disconnect();
    return {intervals, tasks};
  });
  await page.close();
  return result;
}

/**
 * Megabytes, before there is an embed, with it, and after it was taken out; workers left then.
 * @param {import('../browser.mjs').Browser} browser
 */
async function takingOut(browser) {
  const used = async () => ((await processTreeMemory(browser.pid))?.own ?? NaN) / 1e6;
  const page = await openHost(browser, `<fourier-net ${busy}></fourier-net>`);
  // The first one leaves what a browser keeps for the next, such as code.
  await trainLarge(page);
  await takeOut(page);
  const before = await used();
  await trainLarge(page);
  const within = await used();
  await takeOut(page);
  const after = await used();
  const workers = page.workers().length;
  await page.close();
  return {before, within, after, workers};
}

/** @param {Page} page */
async function trainLarge(page) {
  await page.evaluate(async () => {
    const net = /** @type {any} */ (document.createElement('fourier-net'));
    net.setAttribute('n', '512');
    document.body.prepend(net);
    await net.step(20);
  });
}

/** @param {Page} page */
async function takeOut(page) {
  await page.evaluate(() => document.querySelector('fourier-net')?.remove());
  await sleep(3000);
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  await sleep(2000);
}

/** @param {number} ms */
function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}
