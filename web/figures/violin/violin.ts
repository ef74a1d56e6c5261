import {browserHost} from '#host';
import {signalSpectrogram} from '../../engine/signal-spectrogram.ts';
import {formatCount} from '../../words/format.ts';
import {find} from '../../kit/find.ts';
import {soundRate} from '../../sounds/rate.ts';
import {Player} from '../../sounds/player.ts';
import {addPlaying} from '../../lab/add-playing.ts';
import {Watched} from '../../runs/playable.ts';
import {addPlayhead} from './playhead.ts';
import {ViolinPanels} from './panels.ts';
import {ViolinScene} from './scene.ts';
import {violinSound} from './sound.ts';
import type {SignalSpectrogram} from '../../engine/signal-spectrogram.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';
import type {SpectrumScale} from '../../kit/magnitude.ts';

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

const axes: StftAxes = {
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
  #made: Promise<SignalSpectrogram>;

  /** @param root with its markup */
  constructor(figure: HTMLElement, root: ParentNode, signal: AbortSignal, theme: Theme) {
    this.#root = root;
    this.#signal = signal;
    this.#pictures = new ViolinPanels(root, signal, theme, this.#scene);
    const tell = (problem: string) => this.#write('problem', problem);
    this.#player = new Player({fs: soundRate, signal, tell});
    this.#playhead = addPlayhead(root, signal, seconds => this.#pictures.placesOf(seconds));
    this.#write('length', `${violinSound.seconds} s`);
    this.#write('rate', formatCount(soundRate));
    this.#write('piece-length', String((1000 * axes.nperseg) / axes.fs));
    this.#button('play-sound').addEventListener('click', () => void this.#play(), {signal});
    const again = () => void (this.#made = this.#make());
    this.#button('reset').addEventListener('click', again, {signal});
    const scale: HTMLSelectElement = find(root, "[data-part='scale']");
    const rescale = () => this.#rescale(scale.value === 'dB' ? 'dB' : 'linear');
    scale.addEventListener('change', rescale, {signal});
    addPlaying(new Watched(this.#player), {
      figure,
      root,
      theme,
      signal,
      keys: {playOrPause: () => void this.#play()},
      onTheme: now => this.#pictures.setTheme(now),
    });
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

  #show(made: SignalSpectrogram) {
    this.#scene.take(made);
    this.#pictures.update();
  }

  #rescale(scale: SpectrumScale) {
    this.#scene.setScale(scale);
    if (!this.#scene.isEmpty) this.#pictures.update();
  }

  #sayNotMade(error: unknown) {
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

  #button(action: string): HTMLButtonElement {
    return find(this.#root, `[data-action='${action}']`);
  }

  #write(name: string, text: string) {
    find(this.#root, `[data-readout='${name}']`).textContent = text;
  }
}
