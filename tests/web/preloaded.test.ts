import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';

const dist = new URL('../../dist/', import.meta.url);

/** Scripts that a script cannot begin without. */
async function importsOf(name: string) {
  const text = await readFile(new URL(name, new URL('assets/', dist)), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport)"\.\/([\w-]+\.js)"/g)].map(([, file]) => file);
}

test('the page itself asks for all scripts of its first figure, not one script for the next', async () => {
  const html = await readFile(new URL('index.html', dist), 'utf8');
  const preloaded = [...html.matchAll(/rel="modulepreload" href="assets\/([^"]+)"/g)].map(
    ([, file]) => file,
  );
  assert.deepEqual(preloaded, [...new Set(preloaded)]);
  assert.ok(preloaded.some(name => name.startsWith('opening-figure-')));
  const [, page] = /src="assets\/(page-\w+\.js)"/.exec(html) ?? assert.fail();
  const needed = new Set<string>();
  for (const name of [page, ...preloaded]) {
    for (const imported of await importsOf(name)) needed.add(imported);
  }
  assert.ok(needed.size > 5, [...needed].join());
  const missing = [...needed].filter(name => !preloaded.includes(name));
  assert.deepEqual(missing, []);
});
