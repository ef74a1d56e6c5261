/** Base64 as URLs take it: - and _ for + and /, nothing at the end. RFC 4648, section 5. */

/** Bytes made to a string at a time: each is an argument of a call. */
const atATime = 2 ** 13;

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let binary = '';
  for (let begin = 0; begin < bytes.length; begin += atATime) {
    binary += String.fromCharCode(...bytes.subarray(begin, begin + atATime));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The plain form is read, too, and what an address makes of its +.
 * @param {string} text
 * @returns {Uint8Array}
 * @throws {Error} where it is no base64
 */
export function fromBase64(text) {
  const binary = atob(text.replaceAll(/[- ]/g, '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i); // from() is 10 times slower
  return bytes;
}
