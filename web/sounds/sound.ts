/** Milliseconds that a sound device has to start; where there is none, some browsers wait for ever. */
const patience = 3000;

const noDevice = 'No sound: this browser has found nothing to play it on.';

/**
 * Plays samples once. Call it from a click, even where the samples are still to be made: browsers
 * give no sound before a click.
 * @param make null: nothing to play
 * @param fs samples a second
 * @param options `signal`: ends it early; `onStart`: is told how to ask how many seconds of it have
 * been heard
 * @throws Error in words, where there is no sound
 */
export async function playSound(
  make: () => Promise<Float32Array | null>,
  fs: number,
  {signal, onStart}: {signal: AbortSignal; onStart?: (elapsed: () => number) => void},
) {
  const context = openContext();
  const stopped = new Promise<null>(resolve => {
    signal.addEventListener('abort', () => resolve(null), {once: true});
  });
  try {
    const made = Promise.all([make(), started(context, noDevice)]).then(([samples]) => samples);
    const sound = await Promise.race([made, stopped]);
    if (!sound) return;
    const buffer = context.createBuffer(1, sound.length, fs);
    buffer.copyToChannel(Float32Array.from(sound), 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    const ended = new Promise(resolve => {
      source.addEventListener('ended', resolve, {once: true});
    });
    const begin = context.currentTime;
    source.start(begin);
    onStart?.(() => Math.max(0, context.currentTime - begin - (context.outputLatency || 0)));
    await Promise.race([ended, stopped]);
  } finally {
    await context.close();
  }
}

function openContext() {
  try {
    return new AudioContext();
  } catch {
    throw new Error('This browser plays no sound.');
  }
}

/**
 * Resolves once a context is at work.
 * @param context made in a click
 * @param problem what to say where no device keeps its time
 * @throws Error
 */
export async function started(context: AudioContext, problem: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(problem)), patience);
  });
  try {
    await Promise.race([context.resume(), late]);
  } finally {
    clearTimeout(timer);
  }
}
