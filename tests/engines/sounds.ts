import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {test} from 'node:test';
import {tone, wav} from '../e2e/sounds.ts';
import {flac} from '../sounds/flac.ts';
import {useEngine} from './tab.ts';
import type {Engine} from './tab.ts';

/** SPEC.md 7; tests/sounds has others, for the resampler by itself. */
const rates = [8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000];
const kept = [440, 3500];

/** Where each would be heard if it folded back at 8 kHz. */
const gone: Record<number, number> = {4600: 3400, 5000: 3000, 9300: 1300, 20300: 3700};

const amplitude = 0.15;

/**
 * Tones of one file as they come to the network: of a WAV file, which is read here, and of a FLAC
 * file, which the engine decodes, or says that it cannot.
 */
export function testSounds(launch: () => Promise<Engine>) {
  const open = useEngine(launch);

  test('own sounds of 8 to 192 kHz: tones keep their level, what would fold back is gone', async t => {
    const page = await open(t);
    const names = await readdir(new URL('../../dist/assets/', import.meta.url));
    const module = `assets/${names.find(name => /^decode-sound-\w+\.js$/.test(name))}`;
    for (const rate of rates) {
      const tones = [...kept, ...Object.keys(gone).map(Number)].filter(each => each < rate / 2);
      const sound = (s: number) => tones.reduce((sum, each) => sum + tone(each, amplitude)(s), 0);
      const files = {
        WAV: wav({seconds: 0.5, rate}, sound),
        FLAC: flac({rate, frames: rate / 2}, i => sound(i / rate)),
      };
      for (const [format, bytes] of Object.entries(files)) {
        const base64 = Buffer.from(bytes).toString('base64');
        const {samples, message} = await page.evaluate(decodeInPage, module, base64);
        if (!samples) {
          assert.match(message, /^It is not a sound that this browser can decode\. WAV/);
          assert.equal(format, 'FLAC');
          t.diagnostic(`${format}, ${rate} Hz: ${message}`);
          continue;
        }
        const levels = tones.map(each => levelAt(samples, gone[each] ?? each));
        const told = tones.map((each, i) => `${each} Hz ${levels[i].toFixed(2)} dB`);
        t.diagnostic(`${format}, ${rate} Hz: ${told.join(', ')}`);
        for (const [i, each] of tones.entries()) {
          // 16 bits' noise is at -90 dB in all, and less at one frequency.
          if (gone[each]) assert.ok(levels[i] < -90, told[i]);
          else assert.ok(Math.abs(levels[i]) < 0.005, told[i]);
        }
      }
    }
  });
}

/**
 * Of a tone of that frequency, a multiple of 10 Hz, in dB of `amplitude`.
 * @param samples at 8 kHz
 */
function levelAt(samples: number[], frequency: number) {
  const middle = samples.slice(800, 3200); // whole periods, without the ends
  let [real, imaginary] = [0, 0];
  for (const [m, sample] of middle.entries()) {
    const angle = (2 * Math.PI * frequency * m) / 8000;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / middle.length / amplitude);
}

type Decoder = typeof import('../../web/sounds/decode-sound.ts');

/**
 * In the page.
 * @param base64 a file's bytes
 */
async function decodeInPage(module: string, base64: string) {
  const {decodeSound}: Decoder = await import(new URL(module, location.href).href);
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  try {
    const {samples} = await decodeSound(new File([bytes], 'tones'), 'It');
    return {samples: [...samples], message: ''};
  } catch (error) {
    return {samples: null, message: (error as Error).message};
  }
}
