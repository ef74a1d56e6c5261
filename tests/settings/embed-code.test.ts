import assert from 'node:assert/strict';
import {test} from 'node:test';
import {elementCode, embedQuery, frameCode} from '../../web/take-away/embed-code.ts';
import {completeSettings} from '../../web/settings/check.ts';
import {fromQuery} from './readers.ts';

const site = 'https://example.org/demo/';

test('the frame’s code names what it shows', () => {
  assert.equal(
    frameCode(completeSettings(), {site, height: 560}),
    '<iframe src="https://example.org/demo/embed/?model=dft&amp;n=128&amp;seed=42" ' +
      'title="One layer learns the DFT" width="100%" height="560" loading="lazy" ' +
      'style="border:0"></iframe>',
  );
});

test('a frame that shows the microphone’s sound is allowed to hear it', () => {
  const settings = completeSettings({model: 'shared', view: 'live'});
  assert.match(frameCode(settings, {site, height: 560}), /allow="microphone"/);
});

test('the element’s code names what it shows, with a link to it inside', () => {
  const settings = completeSettings({model: 'shared', seed: 7, theme: 'dark', autoplay: true});
  assert.equal(
    elementCode(settings, {site}),
    '<script async src="https://example.org/demo/embed/v1.js"></script>\n' +
      '<fourier-net model="shared" seed="7" theme="dark" autoplay="true">' +
      '<a href="https://example.org/demo/lab/?model=shared&amp;seed=7&amp;theme=dark&amp;autoplay=true">' +
      'Open the demo</a></fourier-net>',
  );
});

test('the query gives back all settings', () => {
  const settings = completeSettings({
    n: 16,
    optimizer: 'lms',
    lr: 0.1,
    'lr-changes': '10:0.05,20:0.01',
    batch: 8,
    examples: 'streaming',
    steps: 100,
    'target-loss': 1e-9,
    kernel: 'simd128',
    speed: 'max',
    view: 'loss',
    controls: 'minimal',
  });
  assert.deepEqual(completeSettings(fromQuery(embedQuery(settings))), settings);
});

test('an address with markup in it stays within its attribute', () => {
  const hostile = 'https://example.org/"><script>alert(1)</script>&amp;/';
  for (const code of [
    frameCode(completeSettings(), {site: hostile, height: 1}),
    elementCode(completeSettings(), {site: hostile}),
  ]) {
    assert.doesNotMatch(code, /"><script>alert/);
    assert.ok(
      code.includes(
        'https://example.org/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;/',
      ),
    );
  }
});
