import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';

// tests/settings/readers.test.ts reads many texts; that each place tells what it reads is seen here.

const pages = useBrowser();
const query = 'theme=Dark&optimiser=lms&n=0x40';
const told = [
  'optimiser is not a setting: there are model, n, ',
  ' Is optimizer meant?',
  'n=0x40 is not possible: allowed is 4, 8, ',
  'theme=Dark is not possible: allowed is auto, light, dark.',
];

test('page, frame, <fourier-net> and a figure’s element tell of each setting they do not take', async t => {
  const {page, problems} = await pages.open(t, {query: `?${query}`});
  const {server} = pages;
  await page.addScriptTag({url: `${server.address}embed/v1.js`});
  await page.evaluate(
    async (address, settings) => {
      await customElements.whenDefined('dft-figure');
      const attributes = new URLSearchParams(settings);
      const named = (name: string) => {
        const element = document.createElement(name);
        for (const [key, text] of attributes) element.setAttribute(key, text);
        return element;
      };
      const frame = document.createElement('iframe');
      frame.src = `${address}embed/?${settings}`;
      document.body.prepend(named('fourier-net'), named('dft-figure'), frame);
    },
    server.address,
    query,
  );
  await page.waitForFunction(
    texts => {
      /** @returns with what is in shadow roots */
      const textOf = (node: Node | null | undefined): string => {
        if (!node) return '';
        if (node instanceof Text || node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
        const {shadowRoot} = node as Element;
        return [shadowRoot, ...node.childNodes].map(textOf).join('');
      };
      const [facade, element] = ['fourier-net', 'dft-figure'].map(name =>
        document.querySelector(name),
      );
      const {contentDocument} = document.querySelector('iframe') as HTMLIFrameElement;
      const main = document.querySelector('main');
      return [main, contentDocument, facade, element].every(place => {
        const said = textOf(place);
        return texts.every(text => said.includes(text));
      });
    },
    {},
    told,
  );
  assert.deepEqual(problems, []);
});
