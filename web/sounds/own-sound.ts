/**
 * A reader's own sound, in the form that the network takes: mono, 8 kHz, not too long.
 */

export interface OwnSound {
  name: string;
  /** mono, at soundRate, within -1 .. 1 */
  samples: Float32Array;
  seconds: number;
  /** what was done to it, in sentences; often nothing */
  note: string;
}

/** Letters of a file's name that are shown. */
const mostLetters = 32;

/**
 * @param name as it begins a sentence
 * @throws Error in words, where it cannot be used
 */
export async function decodeSound(
  blob: Blob,
  name: string = blob instanceof File ? quoted(blob.name) : 'It',
): Promise<OwnSound> {
  const decoder = await loadDecoder();
  return decoder.decodeSound(blob, name);
}

/** Loaded when it is first asked for. */
async function loadDecoder() {
  try {
    return await import('./decode-sound.ts');
  } catch (cause) {
    const message = 'The code for this could not be loaded: check the connection and try again.';
    throw new Error(message, {cause});
  }
}

/**
 * Where the window with the most energy begins: a sound often begins with silence.
 * @param length of the window
 * @param step between beginnings
 */
export function loudestWindow(samples: Float32Array, length: number, step: number) {
  let [loudest, most] = [0, -1];
  for (let begin = 0; begin + length <= samples.length; begin += step) {
    let energy = 0;
    for (let i = begin; i < begin + length; i++) energy += samples[i] ** 2;
    if (energy > most) [loudest, most] = [begin, energy];
  }
  return loudest;
}

function quoted(name: string) {
  const letters = [...name];
  const shown =
    letters.length > mostLetters ? [...letters.slice(0, mostLetters - 1), '…'] : letters;
  return `“${shown.join('')}”`;
}
