/**
 * Cuts a sound that does not end into overlapping frames: frame t is samples t hop ... t hop +
 * nperseg - 1. What nobody takes in time is dropped, oldest first, and counted; the frames after that
 * stand where they would have stood.
 */
export class FrameQueue {
  #nperseg;
  #hop;
  /** Samples from the beginning of the next frame on. */
  #samples;
  #length = 0;
  /** Samples still to come that belong to dropped frames alone. */
  #skip = 0;
  /** Frames dropped since the last were taken. */
  #dropped = 0;

  /**
   * @param axes hop: at most nperseg
   * @param most frames that wait
   */
  constructor({nperseg, hop}: {nperseg: number; hop: number}, most: number) {
    this.#nperseg = nperseg;
    this.#hop = hop;
    this.#samples = new Float32Array(nperseg + most * hop);
  }

  /** Frames that wait. */
  get waiting() {
    return Math.max(0, Math.floor((this.#length - this.#nperseg) / this.#hop) + 1);
  }

  /** @param samples the next ones */
  push(samples: Float32Array) {
    for (let begin = 0; begin < samples.length; begin += this.#hop) {
      this.#pushPart(samples.subarray(begin, begin + this.#hop));
    }
  }

  /** @param count samples that are missing: no frame can be made across them */
  miss(count: number) {
    const gone = this.#length + Math.max(0, count - this.#skip);
    const hops = Math.ceil(gone / this.#hop);
    this.#skip = Math.max(0, this.#skip - count) + hops * this.#hop - gone;
    this.#length = 0;
    this.#dropped += hops;
  }

  /**
   * The frames that wait; they wait no longer.
   * @returns rows: (count, nperseg); dropped: frames missing before the first
   */
  take(): {rows: Float32Array; count: number; dropped: number} {
    const count = this.waiting;
    const rows = new Float32Array(count * this.#nperseg);
    for (let frame = 0; frame < count; frame++) {
      const begin = frame * this.#hop;
      rows.set(this.#samples.subarray(begin, begin + this.#nperseg), frame * this.#nperseg);
    }
    this.#forget(count);
    const dropped = this.#dropped;
    this.#dropped = 0;
    return {rows, count, dropped};
  }

  /** @param part at most a hop */
  #pushPart(part: Float32Array) {
    const skipped = Math.min(this.#skip, part.length);
    this.#skip -= skipped;
    const rest = part.subarray(skipped);
    if (this.#length + rest.length > this.#samples.length) {
      this.#forget(1);
      this.#dropped++;
    }
    this.#samples.set(rest, this.#length);
    this.#length += rest.length;
  }

  /** @param hops at the beginning */
  #forget(hops: number) {
    this.#samples.copyWithin(0, hops * this.#hop, this.#length);
    this.#length -= hops * this.#hop;
  }
}
