/**
 * How a worklet hands on what it hears. It posts chunks, each of which is answered with any message.
 * @typedef {object} Chunk
 * @property {Float32Array} samples `chunkLength` of them, at soundRate
 * @property {number} lost samples left out before these, because too many were not answered
 * @property {number | null} alone the one channel that is heard, because all of them cancel each other
 */

/** Two hops: 14 ms, about as long as a picture is on the screen. */
export const chunkLength = 112;

/** About half a second. */
export const mostUnanswered = 36;
