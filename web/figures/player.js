import {playSound} from './sound.js';

/** Plays one sound at a time; the button that began it stops it. */
export class Player {
  #fs;
  #tell;
  /** @type {{button: Element, controller: AbortController} | null} */
  #playing = null;

  /**
   * @param {{fs: number, signal: AbortSignal, tell: (problem: string) => void}} parts `fs`: of every
   *   sound; `tell`: shows what stands in the way, or, empty, that nothing does
   */
  constructor({fs, signal, tell}) {
    this.#fs = fs;
    this.#tell = tell;
    signal.addEventListener('abort', () => this.stop());
  }

  stop() {
    this.#playing?.controller.abort();
  }

  /**
   * @param {Element} button it reads "Stop" meanwhile
   * @param {() => Promise<Float32Array | null>} make see playSound
   * @param {(elapsed: () => number) => void} [onStart] see playSound
   */
  async toggle(button, make, onStart) {
    const again = this.#playing?.button === button;
    this.stop();
    if (again) return;
    const label = button.textContent;
    const mine = {button, controller: new AbortController()};
    this.#playing = mine;
    this.#tell('');
    button.textContent = 'Stop';
    try {
      await playSound(make, this.#fs, {signal: mine.controller.signal, onStart});
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error));
    } finally {
      if (this.#playing === mine) this.#playing = null;
      button.textContent = label;
    }
  }
}
