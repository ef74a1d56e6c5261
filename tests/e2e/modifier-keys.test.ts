import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';

const pages = useBrowser();

const figures = [
  ...['opening', 'spectrogram', 'shared', 'transform', 'butterfly', 'recurrent'],
  ...['violin', 'step-size', 'adam', 'comparison', 'coverage'],
].map(name => `${name}-figure`);

/** All that a figure may have a use for, and some more. */
const keys = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  ...[' ', 'Enter', 'Escape', 'r', 'R', 'Backspace', 'Delete', 'd', 's'],
];
const modifiers = ['altKey', 'ctrlKey', 'metaKey'];

test('keys with Alt, Ctrl or Meta are the browser’s, on whatever part of whatever figure', async t => {
  const [article, lab] = [await pages.open(t), await pages.open(t, {query: '?n=8'})];
  const seen: Record<string, {taken: string[]; plain: number; parts: number}> = {};
  for (const name of [...figures, 'dft-figure']) {
    const {page} = name === 'dft-figure' ? lab : article;
    await page.$eval(name, figure => figure.scrollIntoView());
    await page.waitForFunction(tag => document.querySelector(tag)?.shadowRoot, {}, name);
    seen[name] = await page.$eval(
      name,
      (figure, all, held) => {
        const reaches = (part: Element, init: KeyboardEventInit) => {
          let heard = false;
          const hear = () => (heard = true);
          document.addEventListener('keydown', hear, {once: true});
          const event = new KeyboardEvent('keydown', {
            ...init,
            ...{bubbles: true, cancelable: true, composed: true},
          });
          const kept = !part.dispatchEvent(event);
          document.removeEventListener('keydown', hear);
          return heard && !kept;
        };
        const focusable = '[tabindex], canvas, button, input, select, summary, a, [role=group]';
        const parts = [...(figure.shadowRoot?.querySelectorAll(focusable) ?? [])];
        const taken: Set<string> = new Set();
        for (const part of parts) {
          for (const key of all) {
            for (const modifier of held) {
              for (const shiftKey of [false, true]) {
                if (!reaches(part, {key, shiftKey, [modifier]: true})) {
                  taken.add(`${modifier} ${key} on ${part.outerHTML.slice(0, 80)}`);
                }
              }
            }
          }
        }
        const pictures = parts.filter(part => part.matches('canvas[tabindex], [tabindex] canvas'));
        const plain = pictures.filter(part => !reaches(part, {key: 'ArrowRight'})).length;
        return {taken: [...taken], plain, parts: parts.length};
      },
      keys,
      modifiers,
    );
  }
  for (const [name, {taken, parts}] of Object.entries(seen)) {
    assert.deepEqual(taken, [], name);
    assert.ok(parts > 5, `${name} has ${parts} parts`);
  }
  const emptyYet = ['violin-figure', 'comparison-figure']; // until what they show has been made
  const without = Object.keys(seen).filter(name => seen[name].plain === 0);
  assert.deepEqual(
    without.filter(name => !emptyYet.includes(name)),
    [],
    'without them, the others have a use for the right arrow',
  );
});
