import assert from 'node:assert/strict';
import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {builtPages, dist, loadFigures} from './whole-page.ts';
import type {Page} from 'puppeteer-core';

const pages = useBrowser();

/** All that the pages link to elsewhere. */
const elsewhere = [
  'https://0xfe.blogspot.com/2020/03/generating-spectrograms-with-neural.html',
  'https://arxiv.org/abs/2110.01230', // Zheng, Riccietti, Gribonval
  'https://proceedings.mlr.press/v97/dao19a.html', // Dao, Gu, Eichhorn, Rudra, Ré
];

/** What a reader, a browser or another page is sent to, resolved. */
function addresses(page: Page) {
  return page.evaluate(() => {
    const found = [
      ...document.querySelectorAll('[href], [src], [poster], meta[property="og:image"]'),
    ];
    return found.map(each => {
      const given = ['href', 'src', 'poster', 'content'].map(name => each.getAttribute(name));
      const text = given.find(value => value !== null) ?? '';
      return {text, address: new URL(text, document.baseURI).href};
    });
  });
}

for (const file of await builtPages()) {
  test(`${file}: each link leads to a file, a place in it, or a page that is known`, async t => {
    const {server} = pages;
    const address = server.address + file;
    // Without scripts, what stands inside <noscript> is part of the page.
    const {page} = await pages.open(t, {address, scripts: false});
    const links = await addresses(page);
    assert.ok(links.length > 0);
    for (const {text, address} of links) {
      const {protocol, origin, pathname, hash} = new URL(address);
      if (protocol === 'data:') continue;
      if (origin !== new URL(server.address).origin) {
        assert.ok(elsewhere.includes(address), `${text} is not among the known pages`);
        continue;
      }
      assert.ok(address.startsWith(server.address), `${text} leads out of the page's folder`);
      const name = pathname.slice(new URL(server.address).pathname.length) || 'index.html';
      const target = path.join(dist, name, name.endsWith('/') ? 'index.html' : '');
      assert.ok((await stat(target).catch(() => null))?.isFile(), `${text}: no such file`);
      if (hash) {
        const ids = (await idsOf(target)) as string[];
        assert.ok(ids.includes(hash.slice(1)), `${text}: no such place`);
      }
    }
  });
}

/** @param file of a page */
async function idsOf(file: string) {
  const markup = await readFile(file, 'utf8');
  return [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
}

test('the icons of the installed page are there, and so is the page that it begins with', async () => {
  const text = await readFile(path.join(dist, 'manifest.webmanifest'), 'utf8');
  const manifest = JSON.parse(text) as {icons: {src: string}[]; start_url: string};
  const named = [...manifest.icons.map(({src}) => src)];
  assert.ok(named.length >= 2);
  for (const name of [...named, path.join(manifest.start_url, 'index.html')]) {
    assert.ok((await stat(path.join(dist, name))).isFile(), name);
  }
});

test('what refers to another element by its id finds it, in the text and in each figure', async t => {
  const found = [];
  for (const query of ['', '?n=8']) {
    const {page} = await pages.open(t, {query});
    await loadFigures(page);
    found.push(await page.evaluate(referencesOf));
  }
  const references = found.reduce((sum, each) => sum + each.references, 0);
  assert.ok(references > 10, `${references} references`);
  assert.deepEqual(
    found.flatMap(({broken}) => broken),
    [],
  );
});

/** In the page: how many ids elements refer to, and which of them are not there, or twice. */
function referencesOf() {
  const attributes = [
    ...['aria-activedescendant', 'aria-controls', 'aria-describedby', 'aria-details'],
    ...['aria-errormessage', 'aria-flowto', 'aria-labelledby', 'aria-owns'],
    ...['commandfor', 'for', 'form', 'headers', 'list', 'popovertarget'],
  ];
  const roots = [document, ...[...document.querySelectorAll('*')].map(each => each.shadowRoot)];
  const all = roots.flatMap(root => {
    const elements = [...(root?.querySelectorAll('*') ?? [])];
    return elements.flatMap(element =>
      attributes.flatMap(attribute =>
        (element.getAttribute(attribute) ?? '')
          .split(/\s+/)
          .filter(Boolean)
          .map(id => ({
            text: `<${element.localName} ${attribute}="${id}">`,
            found: elements.filter(each => each.id === id).length,
          })),
      ),
    );
  });
  return {
    references: all.length,
    broken: all.filter(({found}) => found !== 1).map(({text}) => text),
  };
}
