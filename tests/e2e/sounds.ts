import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';

/**
 * A sound as the bytes of a WAV file: 8-bit, 16-bit or (32) float samples.
 * @param value from -1 to 1, at t seconds
 */
export function wav(
  {
    seconds,
    rate = 8000,
    channels = 1,
    bits = 16,
  }: {seconds: number; rate?: number; channels?: number; bits?: 8 | 16 | 32},
  value: (t: number, channel: number) => number,
) {
  const frames = Math.round(seconds * rate);
  const frameBytes = (channels * bits) / 8;
  const bytes = Buffer.alloc(44 + frames * frameBytes);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(bits === 32 ? 3 : 1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * frameBytes, 28);
  bytes.writeUInt16LE(frameBytes, 32);
  bytes.writeUInt16LE(bits, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * frameBytes, 40);
  let at = 44;
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      const sample = value(frame / rate, channel);
      if (bits === 8) bytes.writeUInt8(Math.round(127.5 + 127 * sample), at);
      else if (bits === 16) bytes.writeInt16LE(Math.round(32767 * sample), at);
      else bytes.writeFloatLE(sample, at);
      at += bits / 8;
    }
  }
  return bytes;
}

/** @param frequency in Hz */
export function tone(frequency: number, level: number = 0.5) {
  return (t: number) => level * Math.sin(2 * Math.PI * frequency * t);
}

/** A file that goes with its test. */
export async function temporaryFile(t: TestContext, name: string, bytes: Uint8Array | string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'fourier-net-'));
  t.after(() => rm(folder, {recursive: true}));
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}
