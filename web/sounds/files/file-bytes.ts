/** Bytes read at once: headers lie close together. */
const least = 2 ** 16;

/**
 * A file whose parts are read when they are asked for, so that its end may lie anywhere.
 */
export class FileBytes {
  #blob;
  /** What was read last. */
  #kept = new DataView(new ArrayBuffer(0));
  #begin = 0;

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  get size() {
    return this.#blob.size;
  }

  /**
   * @returns fewer bytes at the file's end
   * @throws DOMException where the file cannot be read (any more)
   */
  async at(begin: number, length: number): Promise<DataView> {
    const end = Math.max(begin, Math.min(begin + length, this.size));
    if (begin < this.#begin || end > this.#begin + this.#kept.byteLength) {
      this.#kept = new DataView(
        await this.#blob.slice(begin, Math.max(end, begin + least)).arrayBuffer(),
      );
      this.#begin = begin;
    }
    return new DataView(this.#kept.buffer, begin - this.#begin, end - begin);
  }

  /** A copy of the bytes from `begin` up to `end`. */
  async copy(begin: number, end: number) {
    return new Uint8Array(await this.#blob.slice(begin, end).arrayBuffer());
  }
}

/**
 * ASCII, as the names in headers are.
 * @param length less where the view ends before
 */
export function textAt(view: DataView, at: number, length: number) {
  let text = '';
  for (let i = at; i < Math.min(at + length, view.byteLength); i++) {
    text += String.fromCharCode(view.getUint8(i));
  }
  return text;
}
