import assert from 'node:assert/strict';
import {test} from 'node:test';
import {settingsTable} from '../../web/settings/table.ts';
import {readers} from './readers.ts';
import type {Value} from '../../web/settings/setting.ts';

// A figure's run asks how many cores there are; the workers themselves are never started here.
if (!('navigator' in globalThis)) {
  Object.defineProperty(globalThis, 'navigator', {value: {hardwareConcurrency: 2}});
}

const truth = /allowed is true or false\.$/;
const wholeSeed = /allowed is a whole number from 0 to 4294967295\.$/;
const rate = /allowed is a number from 1e-9 to 10000\.$/;
const sizes = /allowed is 4, 8, 16, 32, 64, 128, 256, 512 with model=dft\.$/;
const anyModel = /allowed is dft, spectrogram, shared, .*, recurrent\.$/;
const themes = /allowed is auto, light, dark\.$/;
const changes = /allowed is step:rate,step:rate with ascending steps from 1, /;

/**
 * A setting as somebody may write it, and what it is: a value, or refused with what is allowed.
 */
const rows: [key: string, text: string, verdict: Value | RegExp][] = [
  ['autoplay', '', true],
  ['autoplay', 'true', true],
  ['autoplay', '1', true],
  ['autoplay', ' true\t', true],
  ['autoplay', 'false', false],
  ['autoplay', ' false ', false],
  ['autoplay', '0', false],
  ['autoplay', 'False', truth],
  ['autoplay', 'TRUE', truth],
  ['autoplay', 'no', truth],
  ['autoplay', 'off', truth],
  ['autoplay', '00', truth],
  ['autoplay', 'null', truth],
  ['model', 'dct', 'dct'],
  ['model', 'dct ', 'dct'],
  ['model', '\n dct', 'dct'],
  ['model', 'DCT', anyModel],
  ['model', 'd\u0441t', anyModel],
  ['model', '', anyModel],
  ['model', 'constructor', anyModel],
  ['model', 'toString', anyModel],
  ['model', '__proto__', anyModel],
  ['model', 'hasOwnProperty', anyModel],
  ['model', 'valueOf ', anyModel],
  ['n', '64.0', 64],
  ['n', '6.4e1', 64],
  ['n', '+64', 64],
  ['n', ' 064 ', 64],
  ['n', '0x40', sizes],
  ['n', '64,', sizes],
  ['n', '64 128', sizes],
  ['n', '６４', sizes],
  ['n', '64n', sizes],
  ['n', '--64', sizes],
  ['n', '1024', sizes],
  ['lr', '.5', 0.5],
  ['lr', '5.e-1', 0.5],
  ['lr', '1E0', 1],
  ['lr', '1e400', rate],
  ['lr', '1e-400', rate],
  ['lr', '-0', rate],
  ['lr', '1_000', rate],
  ['lr', '1,5', rate],
  ['lr', '\u22121', rate],
  ['lr', '0b1', rate],
  ['lr', 'infinity', rate],
  ['seed', '1e3', 1000],
  ['seed', '7.', 7],
  ['seed', '-0', 0],
  ['seed', '1e-1', wholeSeed],
  ['seed', '4294967296', wholeSeed],
  ['seed', 'true', wholeSeed],
  ['lr-changes', '100:.5, 2e2:+0.25', '100:.5, 2e2:+0.25'],
  ['lr-changes', '1.5:0.5', changes],
  ['lr-changes', '0x64:0.5', changes],
  ['lr-changes', '100:1e400', changes],
  ['lr-changes', '100:0.5:1', changes],
  ['lr-changes', '100:0.5,', changes],
  ['theme', 'dark ', 'dark'],
  ['theme', 'Dark', themes],
  ['theme', 'constructor', themes],
  ['optimizer', ' lms', 'lms'],
  ['optimizer', '__proto__', /allowed is sgd, momentum, /],
  ['kernel', 'toString', /allowed is auto, simd128\.$/],
  ['speed', 'max ', 'max'],
  ['speed', 'constructor', /allowed is a whole number from 1 to 1000, or max, watch\.$/],
];

for (const [key, text, verdict] of rows) {
  const {scope} = settingsTable.find(setting => setting.key === key) ?? {};
  const isRefused = verdict instanceof RegExp;
  const what = isRefused ? 'is refused' : `is ${JSON.stringify(verdict)}`;
  test(`${key}=${JSON.stringify(text)} ${what}, wherever it stands`, () => {
    const messages = new Set<string>();
    for (const [place, read] of Object.entries(readers)) {
      if (place === 'the command line' && scope === 'figure') continue;
      if (place === 'the frame of <fourier-net>' && key === 'autoplay' && !isRefused) continue; // it waits outside
      const {values, problems} = read([[key, text]]);
      if (isRefused) {
        assert.equal(problems.length, 1, `${place}: ${problems.join(' | ')}`);
        messages.add(problems[0]);
      } else {
        assert.deepEqual(
          {place, problems, value: values[key]},
          {place, problems: [], value: verdict},
        );
      }
    }
    if (!isRefused) return;
    assert.equal(messages.size, 1, [...messages].join(' | '));
    const [message] = messages;
    const shown = text.replace(/\p{C}/gu, '\ufffd');
    assert.ok(message.startsWith(`${key}=${shown} is not possible: `), message);
    assert.match(message, verdict);
  });
}

/** Keys as somebody may write them, and whose they are meant to be. */
const nearMisses: [key: string, meant: string][] = [
  ['N', 'n'],
  ['Optimizer', 'optimizer'],
  ['optimiser', 'optimizer'],
  ['Optimiser', 'optimizer'],
  ['target_loss', 'target-loss'],
  ['targetLoss', 'target-loss'],
  ['lr_changes', 'lr-changes'],
  ['decaysteps', 'decay-steps'],
  ['modle', 'model'],
  ['models', 'model'],
  ['sed', 'seed'],
  ['thème', 'theme'],
  ['ｎ', 'n'],
  ['step', 'steps'],
];

for (const [key, meant] of nearMisses) {
  test(`${key}= is told, and that ${meant} may be meant, wherever it stands`, () => {
    const {scope} = settingsTable.find(setting => setting.key === meant) ?? {};
    for (const [place, read] of Object.entries(readers)) {
      const isElement = place.includes('<') || place.includes('element');
      const isKey = isElement && key.toLowerCase() === meant; // HTML has no capitals
      if (isKey || (place === 'the command line' && scope === 'figure')) continue;
      const {values, problems} = read([[key, '7']]);
      assert.equal(problems.length, 1, `${place}: ${problems.join(' | ')}`);
      const dashes = place === 'the command line' ? '--' : '';
      const name = isElement ? key.toLowerCase() : key;
      assert.ok(problems[0].startsWith(`${dashes}${name} is not a`), `${place}: ${problems[0]}`);
      assert.ok(problems[0].endsWith(` Is ${dashes}${meant} meant?`), `${place}: ${problems[0]}`);
      assert.notEqual(values[meant], 7, place);
    }
  });
}

test('a key that is given twice is told, wherever it can be', () => {
  for (const [place, read] of Object.entries(readers)) {
    if (place.includes('<') || place.includes('element')) continue; // HTML keeps the first only
    const {values, problems} = read([['n', '64'], ['n', '128']]); // prettier-ignore
    assert.equal(problems.length, 1, place);
    assert.match(problems[0], /^(--)?n is given more than once: /, place);
    assert.ok(values.n === 64 || values.n === undefined, place);
  }
});

test('keys of other programs and attributes of HTML are left alone', () => {
  const html =
    'accesskey autocapitalize autofocus class contenteditable data-n dir draggable enterkeyhint ' +
    'exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce ' +
    'onclick oninput part popover role slot spellcheck style tabindex title translate aria-label ' +
    'writingsuggestions';
  for (const place of ['<fourier-net>', 'the frame of <fourier-net>', 'a figure’s element']) {
    const pairs = html.split(' ').map(key => [key, 'x'] as const);
    assert.deepEqual({place, ...readers[place](pairs)}.problems, [], place);
  }
  const foreign = 'utm_source fbclid gclid ref source q id lang v t __proto__ constructor'.split(
    ' ',
  );
  const {problems} = readers['the page’s address'](foreign.map(key => [key, 'x']));
  assert.deepEqual(problems, []);
});
