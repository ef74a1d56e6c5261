/**
 * A sound as the bytes of a FLAC file of 16-bit samples as they are (RFC 9639): frames of 4096 samples.
 * @param value from -1 to 1
 */
export function flac(
  {
    rate,
    channels = 1,
    frames,
    blockSize = 4096,
  }: {rate: number; channels?: number; frames: number; blockSize?: number},
  value: (frame: number, channel: number) => number,
): Uint8Array<ArrayBuffer> {
  const checkOf: (width: number, polynomial: number) => (bytes: number[]) => number =
    (width, polynomial) => bytes => {
      const [top, all] = [2 ** (width - 1), 2 ** width - 1];
      let check = 0;
      for (const byte of bytes) {
        check ^= byte << (width - 8);
        for (let bit = 0; bit < 8; bit++) {
          check = ((check << 1) ^ (check & top ? polynomial : 0)) & all;
        }
      }
      return check;
    };
  const [check8, check16] = [checkOf(8, 0x07), checkOf(16, 0x8005)];
  const utf8 = (n: number) =>
    n < 128
      ? [n]
      : n < 2048
        ? [0xc0 | (n >> 6), 0x80 | (n & 63)]
        : [0xe0 | (n >> 12), 0x80 | ((n >> 6) & 63), 0x80 | (n & 63)];
  const packed = rate * 4096 + (channels - 1) * 512 + 15 * 16; // and 36 bits of samples
  const pieces = [
    [0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, 34],
    [blockSize >> 8, blockSize & 255, blockSize >> 8, blockSize & 255, 0, 0, 0, 0, 0, 0],
    [24, 16, 8, 0].map(shift => Math.floor(packed / 2 ** shift) & 255),
    [24, 16, 8, 0].map(shift => Math.floor(frames / 2 ** shift) & 255),
    Array(16).fill(0),
  ];
  for (let first = 0; first < frames; first += blockSize) {
    const count = Math.min(blockSize, frames - first);
    const head = [0xff, 0xf8, 0x70, ((channels - 1) << 4) | 0x08, ...utf8(first / blockSize)];
    head.push((count - 1) >> 8, (count - 1) & 255);
    head.push(check8(head));
    for (let channel = 0; channel < channels; channel++) {
      head.push(0x02); // verbatim
      for (let i = 0; i < count; i++) {
        const sample = Math.round(32767 * value(first + i, channel));
        head.push((sample >> 8) & 255, sample & 255);
      }
    }
    const check = check16(head);
    pieces.push(head, [check >> 8, check & 255]);
  }
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
