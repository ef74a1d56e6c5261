/**
 * Plays samples once. Call it from a click: browsers give no sound before one.
 * @param {Float32Array} samples
 * @param {number} fs samples a second
 * @param {AbortSignal} signal ends it early
 * @throws {Error} in words, where there is no sound
 */
export async function playSound(samples, fs, signal) {
  if (typeof AudioContext === 'undefined') throw new Error('This browser plays no sound.');
  const context = new AudioContext();
  try {
    const buffer = context.createBuffer(1, samples.length, fs);
    buffer.copyToChannel(Float32Array.from(samples), 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    await context.resume();
    await new Promise(resolve => {
      source.addEventListener('ended', resolve, {once: true});
      signal.addEventListener('abort', resolve, {once: true});
      source.start();
    });
  } finally {
    await context.close();
  }
}
