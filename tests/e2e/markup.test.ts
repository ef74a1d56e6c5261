import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {HtmlValidate} from 'html-validate';
import {useBrowser} from './browser.ts';
import {builtPages, dist, loadFigures} from './whole-page.ts';

const pages = useBrowser();

/** How tags and attributes are written is Prettier's business. */
const presets = ['html-validate:recommended', 'html-validate:prettier'];

const source = new HtmlValidate({root: true, extends: presets});

const example = new HtmlValidate({
  root: true,
  extends: presets,
  rules: {
    // The code to be pasted has all that it needs with it, in the way that also lives where a blog
    // takes styles out: width="100%", which browsers know and the standard does not.
    'attribute-allowed-values': 'off',
    'no-inline-style': 'off',
  },
});

const live = new HtmlValidate({
  root: true,
  extends: presets,
  rules: {
    // What a browser writes down for an element is not what someone wrote.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // Sizes of canvases and of the loss plot's parts, which scripts set.
    'no-inline-style': 'off',
    // A changed setting counts at once: there is nothing to submit.
    'wcag/h32': 'off',
  },
});

/** What is wrong with some markup, a line each. */
async function faults(validator: HtmlValidate, markup: string) {
  const {results} = await validator.validateString(markup);
  return results.flatMap(({messages}) =>
    messages.map(({line, ruleId, message, selector}) => `${line} ${ruleId} ${message} ${selector}`),
  );
}

test('the built pages are valid HTML', async () => {
  const files = await builtPages();
  assert.ok(files.includes('index.html'));
  for (const file of files) {
    const markup = await readFile(path.join(dist, file), 'utf8');
    const validator = file.startsWith('examples/') ? example : source;
    assert.deepEqual(await faults(validator, markup), [], file);
  }
});

test('what each figure shows is valid HTML', async t => {
  const tags = [];
  for (const query of ['', '?n=8']) {
    const {page} = await pages.open(t, {query});
    for (const tag of await loadFigures(page)) {
      tags.push(tag);
      const markup = await page.$eval(tag, ({shadowRoot}) => {
        for (const details of shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
        shadowRoot?.querySelector('style')?.remove(); // of what is there before scripts
        return String(shadowRoot?.innerHTML);
      });
      assert.deepEqual(await faults(live, markup), [], tag);
    }
  }
  assert.ok(tags.includes('opening-figure') && tags.includes('dft-figure'), tags.join());
  assert.ok(tags.length >= 6, tags.join());
});
