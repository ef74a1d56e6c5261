import {browserHost} from '#host';
import {signalSpectrogram} from '../../engine/signal-spectrogram.js';
import {formatCount} from '../../views/format.js';
import {find} from '../find.js';
import {soundRate} from '../../sounds/rate.js';
import {Player} from '../player.js';
import {addShortcuts} from '../shortcuts.js';
import {watchVisibility} from '../visibility.js';
import {addPlayhead} from './playhead.js';
import {ViolinPictures} from './violin-pictures.js';
import {ViolinScene} from './violin-scene.js';
import {violinSound} from './violin-sound.js';

/** @typedef {import('../../engine/signal-spectrogram.js').SignalSpectrogram} SignalSpectrogram */
/** @typedef {import('../../views/stft-axes.js').StftAxes} StftAxes */

const length = violinSound.seconds * soundRate;

/** Pieces of 64 ms, 4 ms apart: harmonics stand apart, and vibrato is seen. */
const settings = {
  fs: soundRate,
  window: 'hann',
  nperseg: 512,
  noverlap: 480,
  nfft: 1024,
  detrend: 'constant',
  scaling: 'density',
};

/** @type {StftAxes} */
const axes = {
  fs: settings.fs,
  nperseg: settings.nperseg,
  hop: settings.nperseg - settings.noverlap,
  nfft: settings.nfft,
  frames: Math.floor((length - settings.noverlap) / (settings.nperseg - settings.noverlap)),
};

/** A violin's A: made as soon as its figure is there, drawn, and played. */
export class Violin {
  #root;
  #signal;
  #scene = new ViolinScene(axes);
  #pictures;
  #player;
  #playhead;
  /** @type {Promise<SignalSpectrogram>} */
  #made;

  /**
   * @param {HTMLElement} figure
   * @param {ParentNode} root with its markup
   * @param {AbortSignal} signal
   * @param {import('../../views/theme.js').Theme} theme
   */
  constructor(figure, root, signal, theme) {
    this.#root = root;
    this.#signal = signal;
    this.#pictures = new ViolinPictures(figure, root, signal, theme, this.#scene);
    const tell = (/** @type {string} */ problem) => this.#write('problem', problem);
    this.#player = new Player({fs: soundRate, signal, tell});
    this.#playhead = addPlayhead(root, signal, seconds => this.#pictures.placesOf(seconds));
    this.#write('length', `${violinSound.seconds} s`);
    this.#write('rate', formatCount(soundRate));
    this.#write('piece-length', String((1000 * axes.nperseg) / axes.fs));
    this.#button('play-sound').addEventListener('click', () => void this.#play(), {signal});
    const again = () => void (this.#made = this.#make());
    this.#button('reset').addEventListener('click', again, {signal});
    /** @type {HTMLSelectElement} */
    const scale = find(root, "[data-part='scale']");
    const rescale = () => this.#rescale(scale.value === 'dB' ? 'dB' : 'linear');
    scale.addEventListener('change', rescale, {signal});
    addShortcuts(root, signal, {playOrPause: () => void this.#play()});
    watchVisibility(figure, signal, visible => visible || this.#player.stop());
    this.#made = this.#make();
  }

  #make() {
    const signal = this.#signal;
    this.#button('reset').hidden = true;
    this.#write('problem', '');
    this.#write('cursor', 'Making the spectrogram…');
    const sound = {name: violinSound.name, length, seed: 0};
    const made = signalSpectrogram(browserHost(), sound, settings, signal);
    made.then(
      spectrogram => signal.aborted || this.#show(spectrogram),
      error => signal.aborted || this.#sayNotMade(error),
    );
    return made;
  }

  /** @param {SignalSpectrogram} made */
  #show(made) {
    this.#scene.take(made);
    this.#pictures.update();
  }

  /** @param {import('../../views/magnitude.js').SpectrumScale} scale */
  #rescale(scale) {
    this.#scene.setScale(scale);
    if (!this.#scene.isEmpty) this.#pictures.update();
  }

  /** @param {unknown} error */
  #sayNotMade(error) {
    this.#write('problem', error instanceof Error ? error.message : String(error));
    this.#write('cursor', '');
    this.#button('reset').hidden = false;
  }

  async #play() {
    await this.#player.toggle(
      this.#button('play-sound'),
      async () => (await this.#made).samples,
      elapsed => this.#playhead.follow(elapsed),
    );
    this.#playhead.hide();
  }

  /** @param {string} action @returns {HTMLButtonElement} */
  #button(action) {
    return find(this.#root, `[data-action='${action}']`);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #write(name, text) {
    find(this.#root, `[data-readout='${name}']`).textContent = text;
  }
}
