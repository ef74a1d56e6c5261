import {find} from '../find.js';
import {recordSound} from '../microphone.js';
import {decodeSound} from '../own-sound.js';

/** @typedef {import('../own-sound.js').OwnSound} OwnSound */

const recordedSeconds = 3;

/** What the microphone is doing, in words. */
const microphone = {
  asking: 'Asking for the microphone…',
  on: `Microphone on: recording ${recordedSeconds} s.`,
  decoding: 'Decoding your recording…',
};

/**
 * A sound of the reader's own: a file, chosen or dropped, or the microphone. What cannot be used is
 * said beside the buttons, and leaves things as they were.
 * @param {{panel: HTMLElement, readout: HTMLElement, signal: AbortSignal,
 *   onSound: (sound: OwnSound) => void}} parts `panel`: where a file can be dropped
 * @returns {{actions: Record<string, () => void>, clear: () => void}}
 */
export function addSoundChoice({panel, readout, signal, onSound}) {
  /** @type {HTMLInputElement} */
  const input = find(panel, "[data-part='sound-file']");
  /** @type {HTMLButtonElement} */
  const button = find(panel, "[data-action='record']");
  const recordLabel = button.textContent;
  /** @type {AbortController | null} of the recording under way */
  let recording = null;
  let latest = 0;

  /**
   * @param {string} text
   * @param {'' | 'bad' | 'live'} [kind] live: the microphone is on
   */
  function say(text, kind = '') {
    readout.textContent = text;
    readout.classList.toggle('bad', kind === 'bad');
    readout.classList.toggle('live', kind === 'live');
  }

  /** @param {() => Promise<OwnSound | null>} make of several, the one that was begun last counts */
  async function take(make) {
    const mine = ++latest;
    const counts = () => mine === latest && !signal.aborted;
    try {
      const sound = await make();
      if (!counts()) return;
      say(sound ? describe(sound) : '');
      if (sound) onSound(sound);
    } catch (error) {
      if (counts()) say(error instanceof Error ? error.message : String(error), 'bad');
    }
  }

  /** @param {FileList | null | undefined} files */
  function open(files) {
    const [file] = files ?? [];
    if (!file) return;
    recording?.abort();
    say(`Decoding ${file.name}…`);
    void take(() => decodeSound(file));
  }

  async function record() {
    if (recording) return recording.abort(); // with what there is
    const stop = new AbortController();
    recording = stop;
    button.textContent = 'Stop recording';
    await take(() =>
      recordSound(recordedSeconds, stop.signal, state => {
        if (recording === stop) say(microphone[state], state === 'on' ? 'live' : '');
      }),
    );
    recording = null;
    button.textContent = recordLabel;
  }

  /** @param {DragEvent} event */
  const bringsFiles = event => event.dataTransfer?.types.includes('Files') ?? false;

  input.addEventListener(
    'change',
    () => {
      open(input.files);
      input.value = ''; // so that the same file can be chosen again
    },
    {signal},
  );
  panel.addEventListener(
    'dragover',
    event => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      panel.classList.add('dropping');
    },
    {signal},
  );
  for (const type of ['dragleave', 'drop']) {
    panel.addEventListener(type, () => panel.classList.remove('dropping'), {signal});
  }
  panel.addEventListener(
    'drop',
    event => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      open(event.dataTransfer?.files);
    },
    {signal},
  );
  signal.addEventListener('abort', () => recording?.abort());

  return {
    actions: {record: () => void record()},
    /** Another sound is shown: what was said of one's own is over. */
    clear() {
      if (!recording) say('');
    },
  };
}

/** @param {OwnSound} sound */
function describe({name, seconds, note}) {
  return `${name}: ${seconds.toFixed(2)} s, taken at 8 kHz. ${note}`.trim();
}
