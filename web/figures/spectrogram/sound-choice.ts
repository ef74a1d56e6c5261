import {find} from '../../kit/find.ts';
import {recordSound} from '../../sounds/microphone.ts';
import {decodeSound} from '../../sounds/own-sound.ts';
import type {OwnSound} from '../../sounds/own-sound.ts';

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
 * @param parts `panel`: where a file can be dropped
 */
export function addSoundChoice({
  panel,
  readout,
  signal,
  onSound,
}: {
  panel: HTMLElement;
  readout: HTMLElement;
  signal: AbortSignal;
  onSound: (sound: OwnSound) => void;
}): {actions: Record<string, () => void>; clear: () => void} {
  const input: HTMLInputElement = find(panel, "[data-part='sound-file']");
  const button: HTMLButtonElement = find(panel, "[data-action='record']");
  const recordLabel = button.textContent;
  /** of the recording under way */
  let recording: AbortController | null = null;
  let latest = 0;

  /** @param kind live: the microphone is on */
  function say(text: string, kind: '' | 'bad' | 'live' = '') {
    readout.textContent = text;
    readout.classList.toggle('bad', kind === 'bad');
    readout.classList.toggle('live', kind === 'live');
  }

  /** @param make of several, the one that was begun last counts */
  async function take(make: () => Promise<OwnSound | null>) {
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

  function open(files: FileList | null | undefined) {
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

  const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

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

function describe({name, seconds, note}: OwnSound) {
  return `${name}: ${seconds.toFixed(2)} s, taken at 8 kHz. ${note}`.trim();
}
