import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {useBrowser} from './browser.ts';

const pages = useBrowser();

/** What is said of a file of which no second is left. */
const refused =
  /^It (is empty: 0 bytes, so no sound|is not a sound that this browser can decode|is [\d.]+ s long \(\d+ samples|is silent: )/;

for (const name of ['tone.mp3', 'tone.ogg']) {
  test(`${name}, cut off anywhere or with wrong bytes, is a sound or refused by a sentence`, async t => {
    const {page, problems} = await pages.open(t, {query: 'examples/index.html'});
    const names = await readdir(new URL('../../dist/assets/', import.meta.url));
    const module = `../assets/${names.find(each => /^decode-sound-\w+\.js$/.test(each))}`;
    const bytes = await readFile(new URL(`../fixtures/sounds/${name}`, import.meta.url));
    const outcomes = await page.evaluate(decodeDamaged, module, bytes.toString('base64'));
    assert.ok(outcomes.length > 60);
    for (const {what, seconds, level, message} of outcomes) {
      if (seconds === 0) assert.match(message, refused, what);
      else assert.ok(seconds >= 0.256 && seconds < 3.2 && level <= 1, `${what}: ${seconds} s`);
    }
    const [whole] = outcomes;
    assert.ok(whole.seconds > 2.98 && Math.abs(whole.level - 0.55) < 0.1, JSON.stringify(whole));
    assert.ok(outcomes.some(({seconds}) => seconds === 0));
    assert.ok(outcomes.some(({what, seconds}) => what.startsWith('cut') && seconds > 0));
    assert.deepEqual(problems, []);
  });
}

/** In the page: the file whole, cut off in 40 places, and with a run of other bytes in 24. */
async function decodeDamaged(module: string, base64: string) {
  const {decodeSound} = await import(new URL(module, location.href).href);
  const louder = (a: number, b: number) => Math.max(a, Math.abs(b));
  const whole = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  const files = [{what: 'whole', bytes: whole}];
  for (let i = 0; i < 40; i++) {
    const end = Math.floor((i * whole.length) / 40) + (i % 3);
    files.push({what: `cut after ${end} bytes`, bytes: whole.slice(0, end)});
  }
  for (let i = 0; i < 24; i++) {
    const at = Math.floor((i * whole.length) / 24);
    const bytes = whole.map((byte, j) => (j >= at && j < at + 16 ? (37 * j + 11) & 255 : byte));
    files.push({what: `wrong from byte ${at}`, bytes});
  }
  const outcomes = [];
  for (const {what, bytes} of files) {
    try {
      const {samples, seconds} = await decodeSound(new File([bytes], 'x'), 'It');
      const level = samples.reduce(louder, 0);
      outcomes.push({what, seconds, level, message: ''});
    } catch (error) {
      outcomes.push({what, seconds: 0, level: 0, message: (error as Error).message});
    }
  }
  return outcomes;
}
