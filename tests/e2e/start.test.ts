import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {call, ready} from './figure.ts';
import type {HTTPRequest} from 'puppeteer-core';

const pages = useBrowser();

test('what the first step needs is asked for before any script has run, and once', async t => {
  const asked: string[] = [];
  /** the page's own script, until the others have been asked for */
  let held: HTTPRequest | undefined;
  const {page, problems} = await pages.open(t, {
    async prepare(page) {
      await page.setRequestInterception(true);
      page.on('request', request => {
        const name = new URL(request.url()).pathname.split('/').at(-1) ?? '';
        asked.push(name);
        if (/^page-.*\.js$/.test(name)) held = request;
        else void request.continue();
        const isThere = (part: RegExp) => asked.some(each => part.test(each));
        if (!held || !isThere(/^fourier-net-.*\.wasm$/) || !isThere(/^dft-figure-.*\.js$/)) return;
        void held.continue();
        held = undefined;
      });
    },
  });
  await ready(page);
  await call(page, 'step', 1);
  const files = asked.filter(name => /\.(js|wasm)$/.test(name));
  const twice = files.filter((name, index) => files.indexOf(name) < index);
  const ofWorker = (name: string) => /^chunk-/.test(name); // it has those that it shares from the cache
  assert.deepEqual(
    twice.filter(name => !ofWorker(name)),
    [],
    files.join(),
  );
  assert.deepEqual(problems, []);
});
