import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';
import {inState, press, ready} from './figure.ts';

const pages = useBrowser();

test('the page keeps its own policy and asks no other host for anything', async t => {
  const requested: string[] = [];
  const {page, problems} = await pages.open(t, {
    query: '?optimizer=lms&speed=max&n=32',
    prepare: page => page.on('request', request => requested.push(request.url())),
  });
  await ready(page);
  const policy = await page.$eval('meta[http-equiv=Content-Security-Policy]', meta => meta.content);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:/);
  await press(page, 'Play');
  await inState(page, 'converged');
  assert.deepEqual(problems, []);
  const elsewhere = requested.filter(
    url => !url.startsWith(pages.server.address) && !/^(data|blob):/.test(url),
  );
  assert.deepEqual(elsewhere, []);
});

test('a script that someone injects does not run', async t => {
  const {page, problems} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return 'injected' in window;
  });
  assert.equal(ran, false);
  await page.evaluate(() => new Promise(requestAnimationFrame)); // the report is an event of its own
  assert.ok(
    problems.some(problem => problem.startsWith('policy violation')),
    'it is reported',
  );
});

test('every address that the page loads is relative, so it works under any path', async t => {
  const {page} = await pages.open(t, {query: '?n=8'});
  await ready(page);
  const addresses = await page.$$eval('[src], [href]:not(a[href^="https:"])', elements =>
    elements.map(element => element.getAttribute('src') ?? element.getAttribute('href') ?? ''),
  );
  assert.ok(addresses.length >= 4);
  assert.deepEqual(
    addresses.filter(address => /^(\/|https?:)/.test(address)),
    [],
  );
  for (const link of await page.$$eval('a[href]:not([href^="https:"])', links =>
    links.map(a => a.href),
  )) {
    const {status} = await fetch(link);
    assert.equal(status, 200, link);
  }
});
