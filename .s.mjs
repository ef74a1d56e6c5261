import {chromium} from './tests/engines/puppeteer.js';
import {serveDist} from './tests/e2e/server.js';
import {writeFile} from 'node:fs/promises';
const server = await serveDist(); const engine = await chromium();
const sleep = ms => new Promise(r => setTimeout(r, ms));
const [tag, play, out, query=''] = process.argv.slice(2);
try { for (const [theme, width] of [['light',1280],['dark',1280],['light',360],['dark',360]]) {
  const tab = await engine.openTab({width, height: width < 500 ? 1800 : 1500});
  await tab.goto(`${server.address}?theme=${theme}${query}`);
  for (let i = 0; i < 100; i++) { if (await tab.evaluate(t => { document.querySelector(t)?.scrollIntoView(); return customElements.get(t) !== undefined; }, tag)) break; await sleep(100); }
  await sleep(800);
  if (play > 0) { await tab.evaluate(t => document.querySelector(t).play(), tag); await sleep(1000 * play); }
  const height = await tab.evaluate(t => document.querySelector(t).getBoundingClientRect().height, tag);
  const screen = width < 500 ? 1780 : 1480;
  for (let i = 0; i < Math.ceil((height + 500) / screen); i++) {
    await tab.evaluate((t, y) => { const f = document.querySelector(t); scrollTo({top: f.getBoundingClientRect().top + scrollY + y - 500, behavior: 'instant'}); }, tag, i * screen);
    await sleep(700);
    await writeFile(`${out}-${width}-${theme}-${i}.png`, await tab.picture());
  }
  await tab.close();
} } finally { await engine.close(); await server.close(); }
