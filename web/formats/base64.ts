/** Base64 as URLs take it: - and _ for + and /, nothing at the end. RFC 4648, section 5. */

/** Bytes made to a string at a time: each is an argument of a call. */
const atATime = 2 ** 13;

export function toBase64(bytes: Uint8Array) {
  let binary = '';
  for (let begin = 0; begin < bytes.length; begin += atATime) {
    binary += String.fromCharCode(...bytes.subarray(begin, begin + atATime));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The plain form is read, too, and what an address makes of its +.
 * @throws Error where it is no base64
 */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text.replaceAll(/[- ]/g, '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i); // from() is 10 times slower
  return bytes;
}
