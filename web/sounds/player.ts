import {playSound} from './sound.ts';

/** Plays one sound at a time; the button that began it stops it. Events: `statechange`. */
export class Player extends EventTarget {
  #fs;
  #tell;
  #playing: {button: Element; controller: AbortController} | null = null;

  /**
   * @param parts `fs`: of every sound; `tell`: shows what stands in the way, or, empty, that
   * nothing does
   */
  constructor({
    fs,
    signal,
    tell,
  }: {
    fs: number;
    signal: AbortSignal;
    tell: (problem: string) => void;
  }) {
    super();
    this.#fs = fs;
    this.#tell = tell;
    signal.addEventListener('abort', () => this.stop());
  }

  get state(): 'running' | 'idle' {
    return this.#playing ? 'running' : 'idle';
  }

  stop() {
    this.#playing?.controller.abort();
  }

  async pause() {
    this.stop();
  }

  /** What nobody has heard on is begun again by its button. */
  async resume() {}

  async release() {}

  async end() {
    this.stop();
  }

  /**
   * @param button it reads "Stop" meanwhile
   * @param make see playSound
   * @param onStart see playSound
   */
  async toggle(
    button: Element,
    make: () => Promise<Float32Array | null>,
    onStart?: (elapsed: () => number) => void,
  ) {
    const again = this.#playing?.button === button;
    this.stop();
    if (again) return;
    const label = button.textContent;
    const mine = {button, controller: new AbortController()};
    this.#setPlaying(mine);
    this.#tell('');
    button.textContent = 'Stop';
    try {
      await playSound(make, this.#fs, {signal: mine.controller.signal, onStart});
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error));
    } finally {
      if (this.#playing === mine) this.#setPlaying(null);
      button.textContent = label;
    }
  }

  #setPlaying(playing: {button: Element; controller: AbortController} | null) {
    this.#playing = playing;
    this.dispatchEvent(new Event('statechange'));
  }
}
