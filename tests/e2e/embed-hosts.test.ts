import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readFile} from 'node:fs/promises';
import {violations} from './axe.ts';
import {useBrowser} from './browser.ts';
import {element, example, serveHost, withScript} from './host-page.ts';
import {serveDist} from './server.ts';
import type {Page} from 'puppeteer-core';
import type {Facade} from '../../web/embed/facade.ts';
import type {FigureInPage} from './in-page.ts';

/** of an oEmbed file */
type OEmbed = {version: string; type: string; height: number; html: string};

const pages = useBrowser();
const link = 'fourier-net > a';

/** Whether the fallback's link is there to be pressed. */
const showsLink = (page: Page) =>
  page.$eval(link, a => a.checkVisibility() && a.getBoundingClientRect().height > 10);

/** An address at which nobody answers. */
async function deadAddress() {
  const server = await serveDist();
  await server.close();
  return server.address;
}

test('the demo’s server is down: the link shows, and the host’s own script runs', async t => {
  const demo = await deadAddress();
  const own =
    '<p id="own"></p><script>document.querySelector("#own").textContent = "runs"</script>';
  const html = withScript(demo, element(demo, 'n="16"') + own);
  const {page} = await pages.open(t, {address: await serveHost(t, html)});
  assert.equal(await showsLink(page), true);
  assert.equal(await page.$eval('#own', each => each.textContent), 'runs');
});

test('it goes down before Play: the element says so, the link stays, and it can be tried again', async t => {
  const demo = await serveDist();
  t.after(() => demo.close());
  const html = withScript(
    demo.address,
    element(demo.address, 'n="16" optimizer="lms" speed="max"'),
  );
  const {page} = await pages.open(t, {
    address: await serveHost(t, html),
    prepare: opened =>
      opened.evaluateOnNewDocument(() => {
        const {setTimeout} = window; // what is said after a while is said soon
        const soon = (call: () => void, delay: number) =>
          setTimeout(call, delay > 5000 ? 100 : delay);
        Object.assign(window, {setTimeout: soon});
      }),
  });
  await page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));
  await demo.close();
  await (await page.waitForSelector('fourier-net >>> button'))?.click();
  const problem = await page.waitForSelector('fourier-net >>> [role=alert]', {visible: true});
  assert.match(
    (await problem?.evaluate(each => each.textContent)) ?? '',
    /^There is no answer from 127\.0\.0\.1:\d+ yet/,
  );
  assert.equal(await showsLink(page), true);
  const button = await page.waitForSelector('fourier-net >>> button');
  assert.equal(await button?.evaluate(each => each.textContent), 'Try again');
  await button?.click();
  assert.equal(await button?.evaluate(each => each.textContent), 'Loading…');
  assert.equal(page.frames().length, 2);
});

for (const name of ['strict-policy', 'blog-post', 'six']) {
  test(`${name}: nothing is asked of anybody but the demo’s origin, and no policy is violated`, async t => {
    const html = await example(name, pages.server.address);
    const requested: string[] = [];
    const host = await serveHost(t, html);
    const {page, problems} = await pages.open(t, {
      address: host,
      prepare: opened => opened.on('request', request => requested.push(request.url())),
    });
    await page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));
    await page.$eval('fourier-net', async net => {
      for (const key of ['n', 'optimizer']) net.setAttribute(key, key === 'n' ? '8' : 'lms');
      await (net as Facade).step(3);
    });
    const elsewhere = requested.filter(
      url =>
        !url.startsWith(pages.server.address) &&
        !url.startsWith(host) &&
        !/^(data|blob):/.test(url),
    );
    assert.deepEqual(elsewhere, []);
    // The host of the test has no style sheet.
    assert.deepEqual(
      problems.filter(problem => !/404|style\.css|MIME/.test(problem)),
      [],
    );
  });
}

/** Once those of the test before, whose page is closed, have all come. */
async function requestsSoFar() {
  const {requests} = pages.server;
  let before = -1;
  while (before < requests.length) {
    before = requests.length;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  return before;
}

for (const model of ['spectrogram', 'shared']) {
  test(`sandboxed, the ${model} figure trains, too, and nothing is asked for but its page`, async t => {
    const address = `${pages.server.address}embed/?model=${model}&optimizer=lms&batch=16`;
    const html = `<!doctype html><iframe sandbox="allow-scripts" src="${address}" width="800" height="600"></iframe>`;
    const before = await requestsSoFar();
    const {page, problems} = await pages.open(t, {address: await serveHost(t, html)});
    await page.waitForFrame(frame => frame.url().includes('sandboxed.html'));
    const [, frame] = page.frames();
    const figure = await frame.waitForSelector(`${model}-figure:defined`);
    const told = await figure?.evaluate(async element => {
      const each = element as FigureInPage;
      await each.step(2);
      (each.shadowRoot.querySelector('[data-take=link]') as HTMLElement).click();
      await new Promise(done => setTimeout(done, 100));
      return {
        step: (await each.getState()).step,
        link: (each.shadowRoot.querySelector('[data-readout=taken]') as Element).textContent,
      };
    });
    assert.equal(told?.step, 2);
    assert.match(told.link, /\/embed\/\?model=|did not allow|Link copied/);
    assert.doesNotMatch(told.link, /sandboxed/);
    const asked = pages.server.requests
      .slice(before)
      .map(path => path.replace(/-\w+(?=\.css)/, ''));
    assert.deepEqual(asked.toSorted(), [
      '/some/path/assets/frame.css',
      '/some/path/embed/',
      '/some/path/embed/sandboxed.html',
    ]);
    assert.deepEqual(
      problems.filter(problem => !/404|clipboard/i.test(problem)),
      [],
    );
  });
}

test('axe finds nothing in the element, before and after, nor in the frame', async t => {
  for (const scheme of ['light', 'dark']) {
    const demo = pages.server.address;
    const html = withScript(demo, `<main><h1>A blog</h1>${element(demo, 'n="8"')}</main>`);
    // What axe takes for the background of a page without one is white.
    const style =
      scheme === 'dark' ? '<style>html { background: #111 } a { color: #9cf }</style>' : '';
    const {page} = await pages.open(t, {
      address: await serveHost(t, html + style),
      media: {'prefers-color-scheme': scheme},
    });
    await page.evaluate(() => customElements.whenDefined('fourier-net').then(() => {}));
    assert.deepEqual(await violations(page, 'fourier-net'), [], scheme);
    await page.$eval('fourier-net', net => (net as Facade).step());
    assert.deepEqual(await violations(page, 'fourier-net'), [], scheme);
  }
  const frame = await pages.open(t, {query: 'embed/?model=dft&n=8&foo=1'});
  await frame.page.waitForSelector('dft-figure:defined');
  assert.deepEqual(await violations(frame.page, 'html'), []);
});

test('COEP require-corp: the script is kept out, and the link shows', async t => {
  const html = await example('isolated', pages.server.address);
  const headers = {'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp'}; // prettier-ignore
  const {page} = await pages.open(t, {address: await serveHost(t, html, headers)});
  assert.equal(await page.evaluate(() => customElements.get('fourier-net') === undefined), true);
  assert.equal(await showsLink(page), true);
});

test('an oEmbed file a model, whose frame opens that model', async t => {
  const figures = {
    dft: 'dft-figure',
    spectrogram: 'spectrogram-figure',
    shared: 'shared-figure',
    hilbert: 'transform-figure',
    butterfly: 'butterfly-figure',
    recurrent: 'recurrent-figure',
  };
  for (const [model, name] of Object.entries(figures)) {
    const file = new URL(`../../dist/oembed/${model}.json`, import.meta.url);
    const preset = JSON.parse(await readFile(file, 'utf8')) as OEmbed;
    assert.deepEqual([preset.version, preset.type, preset.height], ['1.0', 'rich', 560]);
    const html = preset.html.replace('../', pages.server.address);
    const {page} = await pages.open(t, {address: await serveHost(t, html)});
    const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
    const figure = await frame?.waitForSelector(name);
    assert.equal(await figure?.evaluate(each => each.getAttribute('model')), model);
  }
});

test('examples: each is listed, and its links lead somewhere', async t => {
  const {page} = await pages.open(t, {query: 'examples/index.html'});
  const links = await page.$$eval('a', all => all.map(a => a.href));
  assert.ok(links.length >= 12);
  for (const href of links) assert.equal((await fetch(href)).status, 200, href);
});
