import assert from 'node:assert/strict';
import {test} from 'node:test';
import {build} from 'esbuild';
import {built} from '../../scripts/built.ts';

const scope = 'http://localhost/page/';
const asset = `${scope}assets/part.js`;

/** What the worker asks a browser's caches. */
type Caches = {keys: () => Promise<unknown>; open: () => Promise<unknown>};

/** What it hears when a page asks for something. */
type Listener = (event: {
  request: {mode: string; url: string};
  respondWith: (answer: Promise<unknown>) => void;
}) => void;

const fromNetwork = async () => 'network';
const offline = async () => {
  throw new TypeError('Failed to fetch');
};
const silent = () => new Promise(() => {});
const broken = async () => {
  throw new DOMException('Unexpected internal error.', 'UnknownError');
};
const cacheOf = (match: () => Promise<unknown>) => async () => ({match});
/** A cache that answers once the network has failed. */
const late = new AbortController();
const waited = new Promise(resolve => late.signal.addEventListener('abort', resolve));
const afterNetwork = () => waited.then(() => 'late cache');
const failsFirst = () => {
  late.abort();
  return offline();
};
const own = async () => ['fourier-net http://localhost/page/ 1'];

/** What a part of the page comes from, under a worker whose browser has these. */
async function answerOf(caches: Caches, fetch: () => Promise<unknown>) {
  const {outputFiles} = await build({
    entryPoints: [new URL('../../web/offline/service-worker.ts', import.meta.url).pathname],
    plugins: [built({keptFiles: ['./'], version: '1'})],
    bundle: true,
    write: false,
  });
  const listeners: Record<string, Listener> = {};
  const self = {
    registration: {scope},
    addEventListener: (type: string, hear: Listener) => void (listeners[type] = hear),
  };
  const console = {info() {}};
  const globals = {self, caches, fetch, console};
  new Function(...Object.keys(globals), outputFiles[0].text)(...Object.values(globals));
  return new Promise((resolve, reject) => {
    const respondWith = (answer: Promise<unknown>) => answer.then(resolve, reject);
    listeners.fetch({request: {mode: 'cors', url: asset}, respondWith});
  });
}

const rows: [what: string, caches: Caches, fetch: () => Promise<unknown>, from: string][] = [
  ['a cache that has it', {keys: own, open: cacheOf(async () => 'cache')}, offline, 'cache'],
  ['a cache without it', {keys: own, open: cacheOf(async () => undefined)}, fromNetwork, 'network'],
  ['names that never come', {keys: silent, open: silent}, fromNetwork, 'network'],
  ['a cache that never opens', {keys: own, open: silent}, fromNetwork, 'network'],
  ['a cache that never answers', {keys: own, open: cacheOf(silent)}, fromNetwork, 'network'],
  ['broken names', {keys: broken, open: broken}, fromNetwork, 'network'],
  ['a cache that does not open', {keys: own, open: broken}, fromNetwork, 'network'],
  ['a broken cache', {keys: own, open: cacheOf(broken)}, fromNetwork, 'network'],
  ['a slow cache, offline', {keys: own, open: cacheOf(afterNetwork)}, failsFirst, 'late cache'],
];

for (const [what, caches, fetch, from] of rows) {
  test(`a part of the page, with ${what}: it comes from ${from}`, async () => {
    assert.equal(await answerOf(caches, fetch), from);
  });
}
