import assert from 'node:assert/strict';
import {test} from 'node:test';
import {violationsInAllForms} from './axe.ts';
import {screenshot, useBrowser} from './browser.ts';
import {
  open,
  openTrained,
  part,
  said,
  snrAt,
  tag,
  textOf,
  train,
  untilLevel,
  waveLabel,
} from './own-sound-page.ts';
import {temporaryFile, tone, wav} from './sounds.ts';
import type {Page} from 'puppeteer-core';
import type {RunFigure} from '../../web/lab/run-figure.ts';

const pages = useBrowser();
const pitch = 781.25; // bin 25 at 8 kHz, the one that is chosen at first

async function chosenSignal(page: Page) {
  const select = await part(page, '[data-setting=signal]');
  return select.evaluate(element => (element as HTMLSelectElement).value);
}

const silent = wav({seconds: 1}, () => 0);
const whole = wav({seconds: 1}, tone(440));

const refused: [what: string, name: string, bytes: Uint8Array | string, message: RegExp][] = [
  ['empty', 'empty.wav', '', /^“empty\.wav” is empty: 0 bytes/],
  ['text', 'text.wav', 'This is no sound at all. '.repeat(99), /^“text\.wav” is not a sound/],
  [
    'silent',
    'silent.wav',
    silent,
    /^“silent\.wav” is silent: its largest sample is 0, .*0\.000001/,
  ],
  [
    'too short',
    's.wav',
    wav({seconds: 0.2}, tone(440)),
    /^“s\.wav” is 0\.2 s long .1600 sam.*: .*0\.256 s/,
  ],
  ['not numbers', 'n.wav', wav({seconds: 1, bits: 32}, () => NaN), /^“n\.wav” holds NaN/],
  ['cut off at once', 'cut.wav', whole.subarray(0, 60), /^“cut\.wav” is /],
  ['only a header', 'h.wav', whole.subarray(0, 44), /^“h\.wav” is /],
  [
    'too large',
    'large.wav',
    Buffer.alloc(32 * 2 ** 20 + 1024 ** 2),
    /^“large\.wav” has 33 MB: at most 32 MB/,
  ],
];

test('a figure that has been trained takes sounds of one’s own', async t => {
  const {page, problems} = await openTrained(pages, t);

  await t.test('mono, stereo, from 8 to 192 kHz: shown at 8 kHz, and heard back', async () => {
    for (const [name, format] of Object.entries({
      'mono.wav': {rate: 8000},
      'stereo.wav': {rate: 44100, channels: 2},
      'fine.wav': {rate: 192000, bits: 32 as const},
    })) {
      const sound = wav({seconds: 1, ...format}, tone(pitch));
      await open(page, await temporaryFile(t, name, sound));
      assert.equal(await said(page, /taken/), `“${name}”: 1.00 s, taken at 8 kHz.`);
      assert.equal(await chosenSignal(page), 'own');
      const label = await waveLabel(page, new RegExp(name));
      assert.match(label, /2048 samples at 8000 Hz/);
      await snrAt(page, 2);
      await untilLevel(page, level => level > -1); // at the tone’s frequency
      await open(page, await temporaryFile(t, 'empty.wav', '')); // another message in between
      await said(page, /empty/);
    }
    assert.deepEqual(problems, []);
  });

  await t.test(
    'both channels are heard, and the slider chooses where the window begins',
    async () => {
      const left = (s: number) => (s < 1 ? tone(2000, 0.4)(s) : tone(pitch, 0.9)(s));
      const right = tone(3000, 0.2);
      const sound = wav({seconds: 2, channels: 2}, (s, side) => (side === 0 ? left(s) : right(s)));
      await open(page, await temporaryFile(t, 'sides.wav', sound));
      await waveLabel(page, /from 1\.\d\d s/); // where it is loudest
      await untilLevel(page, level => level > -1);
      const slider = await part(page, '[data-part=window-slider]');
      await slider.focus();
      await page.keyboard.press('Home');
      await waveLabel(page, /from 0\.00 s/);
      await untilLevel(page, level => level < -40);
      await page.keyboard.press('End');
      await waveLabel(page, /from 1\.74 s/); // the last window of 0.256 s
      await page.keyboard.press('ArrowLeft');
      await waveLabel(page, /from 1\.73 s/);
      const canvas = await part(page, '[data-canvas=comparison]');
      await canvas.focus();
      for (let bin = 25; bin < 96; bin++) await page.keyboard.press('ArrowUp');
      const reading = await textOf(page, '[data-readout=comparison]', /3000 Hz: reference/);
      assert.match(reading, /reference −13\.\d dB/); // 0.2 of 0.9
    },
  );

  await t.test('a file that ends before its header says is used as far as it goes', async () => {
    await open(page, await temporaryFile(t, 'half.wav', whole.subarray(0, 44 + 9999)));
    const text = await said(page, /^“half\.wav”/);
    assert.match(
      text,
      /: 0\.62 s, taken at 8 kHz\. It ends early: 0\.625 s of the 1 s that its header /,
    );
    await snrAt(page, 2);
    assert.deepEqual(problems, []);
  });

  await t.test('of ten minutes the first one is used', async () => {
    const sound = wav({seconds: 600, bits: 8}, tone(pitch));
    await open(page, await temporaryFile(t, 'long.wav', sound));
    await said(page, /^“long\.wav”: 60\.00 s, .* Only its first 60 s of 600 s are used\.$/);
    await snrAt(page, 2);
    assert.deepEqual(problems, []);
  });

  await t.test('a file can be dropped; a long name, or one with markup, is only text', async () => {
    const bytes = [...wav({seconds: 0.5}, tone(pitch))];
    await page.$eval(
      tag,
      (figure, values) => {
        const dataTransfer = new DataTransfer();
        const name = `<img src=x onerror=alert(1)> ${'long '.repeat(40)}.wav`;
        dataTransfer.items.add(new File([Uint8Array.from(values)], name));
        const canvas = figure.shadowRoot?.querySelector('[data-canvas=comparison]');
        for (const type of ['dragover', 'drop']) {
          const event = new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true});
          canvas?.dispatchEvent(event);
          if (!event.defaultPrevented) throw new Error(`${type} is left to the browser`);
        }
      },
      bytes,
    );
    const text = await said(page, /0\.50 s/);
    assert.match(text, /^“<img src=x onerror=alert.*…”: 0\.50 s/);
    assert.deepEqual(problems, []);
  });

  await t.test(
    'axe finds nothing with a sound of one’s own, in either theme, wide or narrow',
    async () => {
      await open(page, await temporaryFile(t, 'a.wav', wav({seconds: 2}, tone(pitch))));
      await snrAt(page, 2);
      assert.deepEqual(await violationsInAllForms(page, tag), []);
      await open(page, await temporaryFile(t, 'text.wav', 'no sound'));
      await said(page, /not a sound/);
      const found = await violationsInAllForms(page, tag, {picture: 'own-sound'});
      assert.deepEqual(found, [], 'with a message');
    },
  );

  await t.test('files that cannot be used are told, and what was there stays', async () => {
    await open(page, await temporaryFile(t, 'good.wav', wav({seconds: 1}, tone(pitch))));
    const before = await waveLabel(page, /good\.wav/);
    for (const [what, name, bytes, message] of refused) {
      await open(page, await temporaryFile(t, name, bytes));
      await said(page, message);
      assert.equal(await chosenSignal(page), 'own', what);
      assert.equal(await waveLabel(page), before, what);
    }
    await screenshot(page, 'own-sound-refused');
    await train(page, 1);
    await snrAt(page, 3);
    assert.deepEqual(problems, []);
  });

  await t.test(
    'one’s own sound stays through other choices; a link carries the setting instead',
    async () => {
      const select = await part(page, '[data-setting=signal]');
      await select.select('chirp');
      await waveLabel(page, /at 256 Hz/);
      await open(page, await temporaryFile(t, 'mine.wav', wav({seconds: 1}, tone(pitch))));
      await waveLabel(page, /mine\.wav/);
      await page.$eval(tag, figure => figure.setAttribute('theme', 'light')); // shows all settings again
      assert.equal(await chosenSignal(page), 'own');

      const {origin} = new URL(page.url());
      const permissions = ['clipboard-read', 'clipboard-sanitized-write'] as const;
      await page.browserContext().overridePermissions(origin, [...permissions]);
      await page.bringToFront();
      await (await part(page, '[data-take=link]')).click();
      await textOf(page, '[data-readout=taken]', /Link copied/);
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(new URL(link).searchParams.get('signal'), 'chirp');

      await select.select('chirp'); // what the setting has been all the time
      await waveLabel(page, /at 256 Hz/);
      assert.equal(await (await part(page, '[data-part=heard-back]')).isVisible(), false);
      await select.select('own');
      await waveLabel(page, /mine\.wav/);
      await page.$eval(tag, figure => figure.setAttribute('signal', 'noise'));
      await waveLabel(page, /at 256 Hz/);
      assert.equal(await chosenSignal(page), 'noise');
      await select.select('own');
      await page.$eval(tag, figure => (figure as RunFigure).reset());
      await snrAt(page, 0);
      await waveLabel(page, /mine\.wav/);
    },
  );
});
