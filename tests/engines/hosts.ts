import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {before, test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {example} from '../e2e/host-page.ts';
import {useEngine} from './tab.ts';
import type {Engine} from './tab.ts';
import type {TestContext} from 'node:test';
import type {Facade} from '../../web/embed/facade.ts';
import type {RunFigure} from '../../web/lab/run-figure.ts';

/** What a page is isolated with. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'credentialless',
};

/** The element, once it is upgraded. */
type NetInPage = Facade & {shadowRoot: ShadowRoot};

/** A frame in the document: it has a window. */
type FrameInPage = HTMLIFrameElement & {contentWindow: Window};

/** Settings that an example gets beside its own, so that its weights can be foretold. */
const settings = {n: '16', optimizer: 'lms', seed: '7', kernel: 'simd128'};

/** The pages of dist/examples/ on hosts of another origin than the demo's. */
export function testHosts(launch: () => Promise<Engine>) {
  const open = useEngine(launch);
  /** SHA-256 of W.npy after 20 steps with these settings */
  let expected: string;
  before(async t => {
    const file = (await createFolder(t as TestContext))('W.npy');
    const flags = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]);
    const {status, stderr} = await fourierNet('train', ...flags, '--steps', '20', '--save', file);
    assert.equal(status, 0, stderr);
    expected = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  });

  async function openExample(t: TestContext, name: string, headers?: Record<string, string>) {
    const page = await open(t, {
      host: async demo => ({html: await example(name, demo), headers}),
    });
    if (/<fourier-net/.test(await page.evaluate(() => document.body.innerHTML))) {
      await page.until(() => customElements.get('fourier-net') !== undefined);
    }
    return page;
  }

  for (const name of ['blog-post', 'markdown', 'strict-policy']) {
    test(`${name}: the element trains, with the bytes that Node gets`, async t => {
      const page = await openExample(t, name);
      assert.equal(await page.evaluate(stepElement, settings), expected);
      await page.keepPicture(`host-${name}`);
    });
  }

  test('sandboxed without allow-same-origin, the frame trains, with the same bytes', async t => {
    const page = await openExample(t, 'sandboxed');
    assert.equal(await page.evaluate(stepFrame, settings), expected);
    await page.keepPicture('host-sandboxed');
  });

  test('an isolated host: it works where frames can be without credentials, or says why not', async t => {
    const page = await openExample(t, 'isolated', isolation);
    const takesFrame = await page.evaluate(
      () => !crossOriginIsolated || 'credentialless' in HTMLIFrameElement.prototype,
    );
    const outcome = await page.evaluate(stepElement, settings);
    if (takesFrame) assert.equal(outcome, expected);
    else {
      assert.match(outcome, /^Error: This page is isolated .*the demo cannot be shown inside it/);
    }
    await page.keepPicture('host-isolated');
  });

  test('a host that forbids frames: the element says so, and the link is there', async t => {
    const page = await openExample(t, 'no-frames');
    const outcome = await page.evaluate(stepElement, settings);
    assert.match(
      outcome,
      /^Error: This page’s Content-Security-Policy forbids the frame: frame-src/,
    );
    const shown = await page.evaluate(() => {
      const {shadowRoot, innerText} = document.querySelector('fourier-net') as NetInPage;
      const place = shadowRoot.querySelector('.place') as HTMLElement;
      const alert = shadowRoot.querySelector('[role=alert]') as HTMLElement;
      const isSeen = alert.getBoundingClientRect().bottom <= place.getBoundingClientRect().bottom;
      return isSeen && `${alert.innerText} ${innerText}`;
    });
    assert.match(String(shown), /has to allow http:\/\/127\.0\.0\.1:\d+\..*Open the demo/s);
    await page.keepPicture('host-no-frames');
  });

  test('six on one page: each works', async t => {
    const page = await openExample(t, 'six');
    const steps = await page.evaluate(async () => {
      const done = [];
      /** the last is the large one */
      const nets = [...document.querySelectorAll<Facade>('fourier-net')].slice(0, 5);
      for (const net of nets) {
        net.scrollIntoView();
        await net.step(2);
        done.push((await net.getState()).step);
      }
      return done;
    });
    assert.deepEqual(steps, [2, 2, 2, 2, 2]);
    await page.keepPicture('host-six');
  });

  test('on the demo’s own origin mount() takes no frame', async t => {
    const page = await open(t, {query: 'examples/mount.html'});
    await page.until(() => {
      const root = document.querySelector('#figure > div')?.shadowRoot;
      return Boolean(root?.querySelector('dft-figure')?.shadowRoot);
    });
    const step = await page.evaluate(async () => {
      const root = document.querySelector('#figure > div')?.shadowRoot;
      const figure = root?.querySelector('dft-figure') as RunFigure;
      await figure.step(3);
      return (await figure.getState()).step;
    });
    assert.equal(step, 3);
    await page.keepPicture('host-mount');
  });
}

// What follows runs in the page.

/**
 * SHA-256 of the first element's weights after 20 steps, or what it is refused for.
 * @param wanted its settings
 */
async function stepElement(wanted: Record<string, string>) {
  const net = document.querySelector('fourier-net') as NetInPage;
  for (const [key, value] of Object.entries(wanted)) net.setAttribute(key, value);
  net.scrollIntoView();
  try {
    await net.step(20);
    const digest = await crypto.subtle.digest(
      'SHA-256',
      (await net.exportWeights()) as BufferSource,
    );
    return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  } catch (error) {
    return String(error);
  }
}

/** The same of the first frame, by messages. */
async function stepFrame(wanted: Record<string, string>) {
  const example = document.querySelector('iframe') as FrameInPage;
  const frame = example.cloneNode() as FrameInPage; // nothing that the other still says is this one's
  const protocol = 'fourier-net/1';
  /** The next message of that type. */
  const said = (type: string): Promise<{value?: unknown}> =>
    new Promise(resolve => {
      addEventListener('message', function hear({source, data}) {
        if (source !== frame.contentWindow || data.type !== type) return;
        removeEventListener('message', hear);
        resolve(data);
      });
    });
  const url = new URL(frame.src);
  for (const [key, value] of Object.entries(wanted)) url.searchParams.set(key, value);
  frame.src = url.href;
  const hello = said('hello');
  example.replaceWith(frame);
  await hello;
  const call = async (method: string, ...args: unknown[]) => {
    const answer = said('answer');
    frame.contentWindow.postMessage({protocol, type: 'call', id: 1, method, args}, '*');
    return (await answer).value;
  };
  await call('step', 20);
  const digest = await crypto.subtle.digest(
    'SHA-256',
    (await call('exportWeights')) as BufferSource,
  );
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
