import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {createFolder, fourierNet} from '../cli/run-cli.ts';
import {temporaryFile, tone, wav} from '../e2e/sounds.ts';
import {testFaults} from './faults.ts';
import {useEngine} from './tab.ts';
import type {Engine} from './tab.ts';
import type {TestContext} from 'node:test';

const dft = 'dft-figure';
const spectrogram = 'spectrogram-figure';
const shared = 'shared-figure';

/** Steps of a sixteenth of the usual batch are soon done. */
const quick = '?model=spectrogram&optimizer=lms&batch=16&kernel=simd128';

/** What every engine has to show; tests/e2e goes into the details, in one of them. */
export function testEngine(launch: () => Promise<Engine>) {
  const open = useEngine(launch);

  test('the first figure learns the transform, with the bits that Node gets', async t => {
    const page = await open(t, {query: '?optimizer=lms&speed=max&kernel=simd128&seed=7'});
    await page.come(dft);
    await page.inState(dft, 'idle');
    await page.call(dft, 'step', 100);
    const settings = ['--optimizer', 'lms', '--seed', '7', '--steps', '100'];
    assert.equal(await page.weightsDigest(dft), await trainedByNode(t, ...settings));
    await page.click(dft, '[data-action=play]');
    await page.inState(dft, 'converged');
    await page.shows(dft, '[role=group]', /^The loss no longer falls/);
    await page.shows(dft, '[data-canvas=helix]', /a helix of 5 turns/);
    await page.keepPicture('dft');
    assert.deepEqual(await page.problems(), []);
  });

  test('the spectrogram’s run is kept, goes on after a reload, with the bits that Node gets', async t => {
    const page = await open(t, {query: quick});
    await page.come(spectrogram);
    await page.call(spectrogram, 'step', 3);
    await page.shows(spectrogram, '[data-readout=keeping]', /step 3/);
    await page.keepPicture('spectrogram');
    await page.reload();
    await page.come(spectrogram);
    await page.shows(spectrogram, '[data-readout=kept]', /LMS \(1960\), step 3, held-out loss/);
    await page.click(spectrogram, '[data-action=resume-kept]');
    await page.shows(spectrogram, '[data-readout=step]', /^3$/);
    await page.call(spectrogram, 'step', 2);
    const settings = ['--optimizer', 'lms', '--batch', '16', '--workers', '3', '--steps', '5'];
    const digest = await trainedByNode(t, '--model', 'spectrogram', ...settings);
    assert.equal(await page.weightsDigest(spectrogram), digest);
    assert.deepEqual(await page.problems(), []);
  });

  test('the shared map converges, and every picture of it is drawn', async t => {
    const page = await open(t, {query: '?model=shared&optimizer=lms'});
    await page.come(shared);
    await page.click(shared, '[data-action=play]');
    await page.inState(shared, 'converged');
    await page.shows(shared, '[data-canvas=comparison]', /difference is −1[1-9]\d\.\d dB/);
    await page.shows(shared, '[data-canvas=map]', /\d/);
    await page.shows(shared, '[data-canvas=wave-3]', /Weights behind 25 Hz/);
    await page.keepPicture('shared');
    assert.deepEqual(await page.problems(), []);
  });

  test('a sound of one’s own is shown at 8 kHz, and heard back', async t => {
    const page = await open(t, {query: quick});
    await page.come(spectrogram);
    await page.call(spectrogram, 'step', 1);
    const sound = wav({seconds: 1, rate: 44100, channels: 2}, tone(781.25));
    await page.setFile(soundInput, await temporaryFile(t, 'own.wav', sound));
    await page.shows(spectrogram, '[data-readout=own-sound]', /“own\.wav”: 1\.00 s, taken at 8/);
    await page.shows(spectrogram, '[data-canvas=waveform]', /own\.wav.*2048 samples at 8000 Hz/);
    await page.shows(spectrogram, '[data-part=snr]', /dB\s+at step 1$/);
    await page.setFile(soundInput, await temporaryFile(t, 'text.wav', 'No sound. '.repeat(99)));
    await page.shows(spectrogram, '[data-readout=own-sound]', /“text\.wav” is not a sound/);
    assert.deepEqual(await page.problems(), []);
  });

  test('with the keyboard alone the figure is reached, steps, plays, pauses, resets', async t => {
    const page = await open(t, {query: '?n=16&optimizer=sgd&lr=0.001'});
    await page.come(dft);
    await page.inState(dft, 'idle');
    const isReached = () =>
      document.querySelector('dft-figure')?.shadowRoot?.activeElement?.getAttribute('role') ===
      'group';
    for (let presses = 0; presses < 20 && !(await page.evaluate(isReached)); presses++) {
      await page.press('Tab');
    }
    assert.ok(await page.evaluate(isReached), 'Tab reaches the figure');
    await page.press('ArrowRight');
    await page.shows(dft, '[data-readout=step]', /^1$/);
    await page.press(' ');
    await page.inState(dft, 'running');
    await page.press(' ');
    await page.inState(dft, 'paused');
    await page.press('r');
    await page.shows(dft, '[data-readout=step]', /^0$/);
  });

  test('without relaxed SIMD it trains with SIMD128', async t => {
    const page = await open(t, {query: '?optimizer=lms&speed=max&n=32', take: takeRelaxed});
    await page.come(dft);
    await page.shows(dft, '[role=group]', /Matrix kernel: SIMD128/);
    await page.click(dft, '[data-action=play]');
    await page.inState(dft, 'converged');
    assert.deepEqual(await page.problems(), []);
  });

  test('without SIMD it says which browsers have it', async t => {
    const page = await open(t, {query: '?model=dft', take: takeSimd});
    await page.come(dft);
    await page.inState(dft, 'error');
    await page.shows(dft, '[role=group]', /This browser has no WebAssembly SIMD, which training/);
    assert.deepEqual(await page.problems(), []);
  });

  test('without audio it says so, and trains', async t => {
    const page = await open(t, {query: `${quick}&signal=violin-a4`, take: takeAudio});
    await page.come(spectrogram);
    await page.call(spectrogram, 'step', 1);
    await page.click(spectrogram, '[data-action=play-sound]');
    await page.shows(spectrogram, '[data-readout=heard-problem]', /This browser plays no sound/);
    await page.click(spectrogram, '[data-action=record]');
    await page.shows(spectrogram, '[data-readout=own-sound]', /this browser does not record/);
    await page.setFile(soundInput, await temporaryFile(t, 'own.mp3', 'No sound. '.repeat(99)));
    const message = /“own\.mp3” cannot be opened: this browser decodes no sounds other than WAV/;
    await page.shows(spectrogram, '[data-readout=own-sound]', message);
    const sound = wav({seconds: 1}, tone(781.25));
    await page.setFile(soundInput, await temporaryFile(t, 'own.wav', sound));
    await page.shows(spectrogram, '[data-readout=own-sound]', /“own\.wav”: 1\.00 s, taken at 8/);
    await page.call(spectrogram, 'step', 1);
    assert.deepEqual(await page.problems(), []);
  });

  for (const [what, take] of Object.entries({refused: refuseStorage, missing: takeStorage})) {
    test(`storage ${what}: it says that the run is not kept, and trains`, async t => {
      const page = await open(t, {query: quick, take});
      await page.come(spectrogram);
      await page.call(spectrogram, 'step', 1);
      const message = /not kept in this browser: it refuses.*Save run/;
      await page.shows(spectrogram, '[data-readout=keeping]', message);
      await page.call(spectrogram, 'step', 1);
      await page.shows(spectrogram, '[data-readout=step]', /^2$/);
      assert.deepEqual(await page.problems(), []);
    });
  }

  testFaults(open);

  test('after the first visit it works without a network', async t => {
    const page = await open(t, {query: '?n=16&optimizer=lms&speed=max'});
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.disconnect();
    await page.reload();
    await page.come(dft);
    await page.click(dft, '[data-action=play]');
    await page.inState(dft, 'converged');
    for (const figure of [spectrogram, shared]) {
      const model = figure.replace('-figure', '');
      await page.goto(
        await page.evaluate(name => new URL(`?model=${name}`, location.href).href, model),
      );
      await page.come(figure);
      await page.inState(figure, 'idle');
    }
    assert.deepEqual(await page.problems(), []);
  });

  test('a figure whose script does not come says so in its place', async t => {
    const page = await open(t, {without: file => /shared-figure-\w+\.js$/.test(file)});
    await page.until(() => {
      const figure = document.querySelector('shared-figure');
      figure?.scrollIntoView();
      return /could not be loaded .*reload the page/.test(figure?.textContent ?? '');
    });
    await page.come('opening-figure');
    await page.inState('opening-figure', 'idle');
  });

  test('a browser that does not know its language shows its figures all the same', async t => {
    const page = await open(t, {query: '?n=8', take: takeLanguage});
    await page.come(dft);
    await page.inState(dft, 'idle');
    await page.until(() => {
      const loss = document.querySelector('dft-figure')?.shadowRoot?.querySelector('.plot');
      loss?.scrollIntoView(); // near the screen it is drawn
      return Boolean(loss?.querySelector('canvas'));
    });
    assert.deepEqual(await page.problems(), []);
  });
}

/** SHA-256 of the weights that the command line trains. */
async function trainedByNode(t: TestContext, ...settings: string[]) {
  const file = (await createFolder(t))('W.npy');
  const {status, stderr} = await fourierNet(
    ...['train', '--kernel', 'simd128', '--save', file, ...settings],
  );
  assert.equal(status, 0, stderr);
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

// What follows runs in the page.

function soundInput() {
  const {shadowRoot} = document.querySelector('spectrogram-figure') as Element;
  return shadowRoot?.querySelector('[data-part=sound-file]') as Element;
}

function takeRelaxed() {
  const {validate} = WebAssembly;
  // The probe for SIMD is a few bytes long, the kernel some hundred.
  WebAssembly.validate = bytes => bytes.byteLength < 100 && validate(bytes);
}

function takeSimd() {
  WebAssembly.validate = () => false;
}

function takeAudio() {
  for (const name of ['AudioContext', 'OfflineAudioContext', 'MediaRecorder']) {
    Reflect.deleteProperty(window, name);
  }
}

function refuseStorage() {
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  IDBFactory.prototype.open = refuse;
  Object.defineProperty(window, 'localStorage', {get: refuse});
}

function takeStorage() {
  for (const name of ['indexedDB', 'localStorage']) {
    Object.defineProperty(window, name, {value: undefined});
  }
}

function takeLanguage() {
  Object.defineProperty(Navigator.prototype, 'language', {get: () => 'C'});
}
