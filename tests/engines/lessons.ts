import assert from 'node:assert/strict';
import {test} from 'node:test';
import {useEngine} from './tab.ts';
import type {Engine} from './tab.ts';

const violin = 'violin-figure';
const coverage = 'coverage-figure';
const stepSize = 'step-size-figure';
const adam = 'adam-figure';

const play = '[data-action=play]';
const sound = '[data-action=play-sound]';
const state = '[data-readout=state]';

/**
 * The violin and the lessons, in every engine; tests/e2e goes into the details, in one of them.
 */
export function testLessons(launch: () => Promise<Engine>) {
  const open = useEngine(launch);

  test('the violin’s spectrogram is made and drawn, and read with the keys', async t => {
    const page = await open(t);
    await page.come(violin);
    await page.shows(
      violin,
      '[data-canvas=spectrogram]',
      /8 harmonics\. At 1\.0000 s: 440 Hz 0\.0/,
    );
    await page.shows(violin, '[data-canvas=wave]', /^Wave, violin: .* at 8000 Hz, 2 s/);
    const before = await page.pixels(violin, '[data-canvas=spectrogram]');
    await page.focus(violin, '[data-canvas=spectrogram]');
    await page.press('ArrowRight');
    await page.shows(violin, '[data-readout=cursor]', /^1\.0040 s, 437\.5 Hz: .*, harmonic 1$/);
    await page.redrawn(violin, '[data-canvas=spectrogram]', before);
    await page.keepPicture('violin');
    assert.deepEqual(await page.problems(), []);
  });

  test('the violin is heard, or it is said that there is nothing to hear it on', async t => {
    const page = await open(t);
    await page.come(violin);
    await page.shows(violin, '[data-canvas=spectrogram]', /harmonics/);
    await page.evaluate(notePlayhead, violin);
    await page.focus(violin, sound); // a click may miss what is still moving
    await page.press(' ');
    await page.until(tag => {
      const {shadowRoot} = document.querySelector(tag) as Element;
      const problem = shadowRoot?.querySelector('[data-readout=problem]') as Element;
      const said = /^No sound: this browser has found nothing to play it on/;
      const isSaid = said.test(problem.textContent);
      return (window as typeof window & {playheadSeen?: true}).playheadSeen || isSaid;
    }, violin);
    await page.shows(violin, sound, /^Play sound$/); // it has ended, one way or the other
    assert.deepEqual(await page.problems(), []);
  });

  test('without audio the violin is seen, and says that it is not heard', async t => {
    const page = await open(t, {take: takeAudio});
    await page.come(violin);
    await page.shows(violin, '[data-canvas=spectrogram]', /harmonics/);
    await page.focus(violin, sound);
    await page.press(' ');
    await page.shows(violin, '[data-readout=problem]', /^This browser plays no sound/);
    assert.deepEqual(await page.problems(), []);
  });

  test('coverage: tones are learned, and noise brings the rest', async t => {
    const page = await open(t);
    await page.come(coverage);
    await page.click(coverage, play);
    await page.shows(coverage, state, /^Done$/);
    await page.shows(coverage, '[data-plot=tones] canvas', /× 10⁻⁷ for the four, 1(\.\d)? for the/);
    await page.click(coverage, '[data-action=switch]');
    await page.shows(coverage, '[data-readout=step]', /^100$/);
    await page.shows(coverage, '[data-plot=tones] canvas', /× 10⁻⁷ for the four, .* × 10⁻⁷ for/);
    await page.keepPicture('coverage');
    assert.deepEqual(await page.problems(), []);
  });

  test('step size: every batch has its best rate, and its speed', async t => {
    const page = await open(t);
    await page.come(stepSize);
    await page.click(stepSize, '[data-action=all-batches]');
    await page.shows(
      stepSize,
      '[data-plot=speed] canvas',
      /batch 8: 2\d\.\d s.*batch 256: 2\.\d s/,
    );
    await page.shows(stepSize, state, /^Done$/);
    await page.shows(stepSize, '[data-plot=sweep] canvas', /Best of 22 runs: .* × 10⁻¹³/);
    await page.keepPicture('step-size');
    assert.deepEqual(await page.problems(), []);
  });

  test('Adam’s loss and the others’ are drawn while they fall', async t => {
    const page = await open(t);
    await page.come(adam);
    await page.click(adam, play);
    await page.shows(adam, '[data-readout=amsgrad]', /× 10⁻/);
    await page.click(adam, play);
    await page.shows(adam, state, /^Paused$/);
    await page.shows(
      adam,
      '[data-plot=losses] canvas',
      /^Losses of three runs.* Adam \d.*AMSGrad \d/,
    );
    await page.keepPicture('adam');
    assert.deepEqual(await page.problems(), []);
  });
}

// What follows runs in the page.

/** The line goes along for two seconds: a slow machine may look too late. */
function notePlayhead(tag: string) {
  const root = document.querySelector(tag)?.shadowRoot as ShadowRoot;
  const observer = new MutationObserver(() => {
    if (!root.querySelector('.playhead:not([hidden])')) return;
    Object.assign(window, {playheadSeen: true});
    observer.disconnect();
  });
  observer.observe(root, {subtree: true, attributeFilter: ['hidden']});
}

function takeAudio() {
  Reflect.deleteProperty(window, 'AudioContext');
}
