/**
 * A slider for where, in a sound longer than a row, the part that is shown begins.
 * @param {{field: HTMLElement, readout: HTMLElement, length: number, fs: number,
 *   signal: AbortSignal, onInput: () => void}} parts `length`: samples shown; `fs`: of every sound
 */
export function addSoundWindow({field, readout, length, fs, signal, onInput}) {
  const slider = /** @type {HTMLInputElement} */ (field.querySelector('input'));
  const step = Number(slider.step);

  function write() {
    const text = `${Number(slider.value).toFixed(2)} s`;
    readout.textContent = text;
    slider.setAttribute('aria-valuetext', text);
  }

  slider.addEventListener(
    'input',
    () => {
      write();
      onInput();
    },
    {signal},
  );

  return {
    /**
     * @param {number} samples of the sound; no more than are shown: there is nothing to choose
     * @param {number} from sample, where the window begins
     */
    show(samples, from) {
      const steps = Math.floor((samples - length) / (fs * step));
      field.hidden = steps < 1;
      slider.max = String(steps * step);
      slider.value = String(from / fs);
      write();
    },

    /** The first sample that is shown. */
    get from() {
      return Math.round(Number(slider.value) * fs);
    },

    /** In seconds, in words. */
    get text() {
      return readout.textContent ?? '';
    },
  };
}
