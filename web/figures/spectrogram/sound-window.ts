/**
 * A slider for where, in a sound longer than a row, the part that is shown begins.
 * @param parts `length`: samples shown; `fs`: of every sound
 */
export function addSoundWindow({
  field,
  readout,
  length,
  fs,
  signal,
  onInput,
}: {
  field: HTMLElement;
  readout: HTMLElement;
  length: number;
  fs: number;
  signal: AbortSignal;
  onInput: () => void;
}) {
  const slider = field.querySelector('input') as HTMLInputElement;
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
     * @param samples of the sound; no more than are shown: there is nothing to choose
     * @param from sample, where the window begins
     */
    show(samples: number, from: number) {
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
