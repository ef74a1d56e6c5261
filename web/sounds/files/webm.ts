import {isRate} from './pcm.ts';
import type {Reader} from './sound-file.ts';

/** RFC 8794 (EBML) and RFC 9559 (Matroska): elements of a number, a size and content, or elements. */

/** Elements that are gone into; whatever their sizes say, what follows is read in turn. */
const containers = new Set([
  0x18538067, // Segment
  0x1549a966, // Info
  0x1654ae6b, // Tracks
  0xae, // TrackEntry
  0xe1, // Audio
  0x1f43b675, // Cluster
]);
const [timestampScale, duration, codecId, samplingFrequency, channelCount] = [
  0x2ad7b1, 0x4489, 0x86, 0xb5, 0x9f,
];
const [cluster, timestamp] = [0x1f43b675, 0xe7];

/** Bytes that a second takes at most. */
const mostASecond = 1_000_000;
const mostBytes = 2 ** 26;

/** What decoders leave away at the beginning. */
const slack = 0.3;

export const readWebm: Reader = async (file, seconds) => {
  const enough = Math.min(mostBytes, Math.ceil((seconds + slack) * mostASecond));
  const bytes = await file.copy(0, Math.min(file.size, enough));
  const view = new DataView(bytes.buffer);
  const known = {rate: 0, channels: 1, scale: 1_000_000, length: NaN, isOpus: false};
  let [at, clusterAt] = [0, 0];
  let cut: number | null = null;
  for (let item = elementAt(view, at); item && cut === null; item = elementAt(view, at)) {
    const {id, begin, size} = item;
    if (id === cluster) clusterAt = at;
    at = containers.has(id) ? begin : begin + size;
    if (begin + size > view.byteLength && !containers.has(id)) break;
    if (id === timestampScale) known.scale = integerAt(view, begin, size);
    if (id === duration) known.length = floatAt(view, begin, size);
    if (id === samplingFrequency) known.rate = floatAt(view, begin, size);
    if (id === channelCount) known.channels = integerAt(view, begin, size);
    if (id === codecId) {
      known.isOpus ||=
        String.fromCharCode(...bytes.subarray(begin, begin + Math.min(size, 6))) === 'A_OPUS';
    }
    const isLate = () => integerAt(view, begin, size) * known.scale > (seconds + slack) * 1e9;
    if (id === timestamp && isLate()) cut = clusterAt;
  }
  const rate = known.isOpus ? 48_000 : Math.round(known.rate);
  if (!isRate(rate)) return null;
  return {
    ...{kind: 'coded', format: 'WebM', rate, channels: known.channels, isEstimate: false},
    seconds: (known.length * known.scale) / 1e9,
    beginning: cut === null ? null : bytes.subarray(0, cut),
  };
};

function elementAt(view: DataView, at: number) {
  const id = numberAt(view, at, false);
  const size = id && numberAt(view, at + id.bytes, true);
  if (!id || !size) return null;
  return {id: id.value, begin: at + id.bytes + size.bytes, size: size.value};
}

/**
 * A number whose first byte says by its leading zeros how many bytes it has.
 * @param isSize without the bit after those zeros; all ones: not known
 */
function numberAt(view: DataView, at: number, isSize: boolean) {
  if (at >= view.byteLength) return null;
  const lead = view.getUint8(at);
  const bytes = Math.clz32(lead) - 23;
  if (bytes > 8 || at + bytes > view.byteLength) return null;
  let value = isSize ? lead & (255 >> bytes) : lead;
  let isUnknown = isSize && value === 255 >> bytes;
  for (let i = 1; i < bytes; i++) {
    const byte = view.getUint8(at + i);
    value = 256 * value + byte;
    isUnknown &&= byte === 255;
  }
  return {bytes, value: isUnknown ? Infinity : value};
}

function integerAt(view: DataView, at: number, size: number) {
  let value = 0;
  for (let i = 0; i < Math.min(size, 8); i++) value = 256 * value + view.getUint8(at + i);
  return value;
}

function floatAt(view: DataView, at: number, size: number) {
  return size === 4 ? view.getFloat32(at) : size === 8 ? view.getFloat64(at) : NaN;
}
