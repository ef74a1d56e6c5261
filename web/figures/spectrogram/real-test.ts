import {unlessEnded} from '../../engine/unless-ended.ts';
import {addHeardBack} from './heard-back.ts';
import {addSoundChoice} from './sound-choice.ts';
import {addSoundWindow} from './sound-window.ts';
import {soundRate} from '../../sounds/rate.ts';
import {loudestWindow} from '../../sounds/own-sound.ts';
import {violinSound} from '../violin/sound.ts';
import type {Run} from '../../engine/run.ts';
import type {OwnSound} from '../../sounds/own-sound.ts';
import type {Readouts} from '../../lab/panels.ts';

const samplesShown = 2048;
const {name: violin, seconds: violinSeconds} = violinSound;
const own = 'own';

/** Samples a second of the signals of the 2020 post. */
const postRate = 256;

/**
 * What the trained network is tried on: a test signal by its name, or a sound of the reader's own,
 * which is a state of this figure and no setting, for a link could not carry it. Of a sound that is
 * longer, a window is shown, and all of it can be heard back.
 */
export class RealTest {
  #run;
  #show;
  #select;
  #window;
  #heardBack;
  #choice;
  /** the last that was taken */
  #own: OwnSound | null = null;
  #isOwn = false;
  /** The setting. */
  #name = '';
  /** all of the sound, where a window of it is shown */
  #sound: Float32Array | null = null;
  /** where that came from */
  #source: string | OwnSound | null = null;

  /** @param parts `show`: called with 2048 samples */
  constructor({
    root,
    run,
    readouts,
    signal,
    show,
  }: {
    root: ParentNode;
    run: Run;
    readouts: Readouts;
    signal: AbortSignal;
    show: (wave: Float32Array, fs: number, title: string) => void;
  }) {
    const element = (selector: string): HTMLElement => root.querySelector(selector) as HTMLElement;
    this.#run = run;
    this.#show = show;
    this.#select = element("[data-setting='signal']") as HTMLSelectElement;
    this.#window = addSoundWindow({
      field: element("[data-part='window']"),
      readout: readouts.named('window-start'),
      length: samplesShown,
      fs: soundRate,
      signal,
      onInput: () => this.#showWindow(),
    });
    this.#heardBack = addHeardBack({
      panel: element("[data-part='heard-back']"),
      readouts,
      run,
      fs: soundRate,
      signal,
    });
    this.#choice = addSoundChoice({
      panel: element("[data-part='real-test']"),
      readout: readouts.named('own-sound'),
      signal,
      onSound: sound => this.#takeOwn(sound),
    });
    this.#select.addEventListener('change', () => this.#onChoice(), {signal});
  }

  /** The setting, which may be as it was. */
  setSignal(name: string) {
    if (name === this.#name) return;
    this.#name = name;
    this.#isOwn = false;
    this.#select.value = name;
    void this.make();
  }

  onStateChange() {
    this.#heardBack.onStateChange();
  }

  get actions() {
    return {...this.#heardBack.actions, ...this.#choice.actions};
  }

  /** Makes the signal and shows it; all but the reader's own need a network. */
  async make() {
    const name = this.#name;
    if (this.#isOwn && this.#own) return this.#setSound(this.#own.samples, this.#own);
    const length = name === violin ? violinSeconds * soundRate : samplesShown;
    const {network, settings} = this.#run;
    const samples = await unlessEnded(network?.audio(name, length, settings.seed));
    if (!samples || name !== this.#name || this.#isOwn) return;
    this.#setSound(name === violin ? samples : null, name);
    if (name !== violin) this.#show(samples, postRate, '');
  }

  #takeOwn(sound: OwnSound) {
    if (!this.#select.querySelector('[data-own]')) this.#select.append(ownOption());
    this.#select.value = own;
    this.#own = sound;
    this.#isOwn = true;
    void this.make();
  }

  /** Someone has chosen from the list; what is a setting comes by setSignal() too. */
  #onChoice() {
    const isOwn = this.#select.value === own;
    if (isOwn === this.#isOwn) return;
    this.#isOwn = isOwn;
    if (!isOwn) this.#choice.clear();
    void this.make();
  }

  /**
   * @param sound longer than what is shown of it
   * @param source where it is the same as before, so is the window
   */
  #setSound(sound: Float32Array | null, source: string | OwnSound) {
    if (source !== this.#source) {
      const isOwn = sound !== null && source === this.#own;
      const from = isOwn ? loudestWindow(sound, samplesShown, soundRate / 100) : 0;
      this.#window.show(sound?.length ?? 0, from);
    }
    this.#source = source;
    this.#sound = sound;
    this.#heardBack.setSound(sound);
    this.#showWindow();
  }

  #showWindow() {
    if (!this.#sound) return;
    const {from, text} = this.#window;
    const name = this.#isOwn && this.#own ? this.#own.name : 'Violin';
    const wave = this.#sound.slice(from, from + samplesShown);
    this.#show(wave, soundRate, `${name}, from ${text}`);
  }
}

function ownOption() {
  const option = new Option('Your own sound', own);
  option.dataset.own = '';
  return option;
}
