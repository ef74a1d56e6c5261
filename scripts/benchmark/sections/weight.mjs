import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {withPeerSite} from '../peers/site-in-use.mjs';
import {NotInstalled} from '../peers/not-installed.mjs';

/** @typedef {import('../peers/page/training-page.mjs').Training} Training */

/** @type {Pick<Training, 'library' | 'byHand'>[]} */
const libraries = [{library: 'jax'}, {library: 'tfjs', byHand: true}];

/**
 * What a page loads until it trains, every .js and .wasm gzipped: our page, and a page of each library
 * that does nothing but train (bundled, minified, with only what it imports).
 * @type {import('../main.mjs').Section}
 */
export async function weight(browser, add) {
  const {total} = JSON.parse(await readFile('build/first-load.json', 'utf8'));
  add('our page until its first step', 'bytes gzipped', [total], {atMost: 150000});
  const assets = path.join('dist', 'assets');
  const cores = (await readdir(assets)).filter(name => name.endsWith('.wasm'));
  const sizes = await Promise.all(
    cores.map(async name => gzipped(await readFile(path.join(assets, name)))),
  );
  add('of that WebAssembly', 'bytes gzipped', [sum(sizes)]);
  await withPeerSite(async site => {
    for (const training of libraries) {
      const name = `a page that trains with ${training.library === 'jax' ? 'jax-js' : 'tfjs'}`;
      if (site instanceof NotInstalled) {
        add(name, 'bytes gzipped', null, undefined, site.message);
        continue;
      }
      const files = await loadedFiles(browser, `${site}training-page.html`, training);
      const wasm = files.filter(({url}) => url.endsWith('.wasm'));
      add(name, 'bytes gzipped', [sum(files.map(({bytes}) => bytes))]);
      add(`${name}: of that WebAssembly`, 'bytes gzipped', [sum(wasm.map(({bytes}) => bytes))]);
    }
  });
}

/**
 * @param {import('../browser.mjs').Browser} browser
 * @param {string} address
 * @param {Pick<Training, 'library' | 'byHand'>} training
 */
async function loadedFiles(browser, address, training) {
  /** @type {Promise<{url: string, bytes: number}>[]} */
  const files = [];
  const page = await browser.blankPage();
  page.on('response', response => {
    const url = response.url();
    if (!/\.(js|wasm)$/.test(url)) return;
    files.push(response.buffer().then(buffer => ({url, bytes: gzipped(buffer)})));
  });
  await page.goto(address);
  await page.waitForFunction(() => 'makeTrainer' in globalThis);
  await page.evaluate(
    async given => {
      const trainer = await /** @type {any} */ (globalThis).makeTrainer(given);
      await trainer.step();
      await trainer.settle();
    },
    {...training, task: 'dft', batch: 64, rate: 0.03},
  );
  const loaded = await Promise.all(files);
  page.removeAllListeners('response');
  return loaded;
}

/** @param {Uint8Array} bytes */
function gzipped(bytes) {
  return gzipSync(bytes, {level: 9}).length;
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}
