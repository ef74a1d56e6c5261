/**
 * How a worklet hands on what it hears. It posts chunks, each of which is answered with any message.
 */
export interface Chunk {
  /** `chunkLength` of them, at soundRate */
  samples: Float32Array;
  /** samples left out before these, because too many were not answered */
  lost: number;
  /** the one channel that is heard, because all of them cancel each other */
  alone: number | null;
}

/** Two hops: 14 ms, about as long as a picture is on the screen. */
export const chunkLength = 112;

/** About half a second. */
export const mostUnanswered = 36;
