/**
 * The harmonics of a tone, named beside its spectrogram, and how strong each is.
 */
import {horizontalLine} from '../../kit/canvas.ts';
import {formatTick} from '../../words/format.ts';
import {binCount} from '../../kit/stft-axes.ts';
import type {SpectrogramLayout} from './draw.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';
import type {Theme} from '../../kit/theme.ts';

/** Room at the right of a spectrogram for their names, in label heights. */
export const HARMONICS_WIDTH = 4.6;

/**
 * The number of the harmonic that a frequency lies next to; 0: none.
 * @param frequency in Hz
 * @param tone `pitch` in Hz
 * @param reach in Hz, how far from it still counts
 */
export function harmonicNear(
  frequency: number,
  {pitch, harmonics}: {pitch: number; harmonics: number},
  reach: number,
) {
  const number = Math.round(frequency / pitch);
  return number <= harmonics && Math.abs(frequency - number * pitch) <= reach ? number : 0;
}

/**
 * The largest value of a frame within half the pitch of a harmonic.
 * @param values of a spectrogram: k * frames + t
 * @param where in Hz
 */
export function harmonicLevel(
  values: Float32Array,
  axes: StftAxes,
  {frame, frequency, pitch}: {frame: number; frequency: number; pitch: number},
) {
  const bin = (hertz: number) => (hertz * axes.nfft) / axes.fs;
  const last = Math.min(binCount(axes) - 1, Math.floor(bin(frequency + pitch / 2)));
  let level = -Infinity;
  for (let k = Math.ceil(bin(frequency - pitch / 2)); k <= last; k++) {
    level = Math.max(level, values[k * axes.frames + frame]);
  }
  return level;
}

/**
 * A tick and a name for each harmonic, at the right of a spectrogram.
 * @param layout with a margin of HARMONICS_WIDTH label heights
 * @param tone `pitch` in Hz
 */
export function drawHarmonics(
  context: CanvasRenderingContext2D,
  {plot}: SpectrogramLayout,
  theme: Theme,
  {pitch, harmonics}: {pitch: number; harmonics: number},
) {
  const {right} = plot;
  context.font = theme.labelFont;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (let number = 1; number <= harmonics; number++) {
    const y = plot.y(number * pitch);
    context.strokeStyle = theme.accent;
    horizontalLine(context, y, right, right + 5);
    context.fillStyle = number === 1 ? theme.ink : theme.muted;
    const name = number === 1 ? `${formatTick(pitch)} Hz` : `${number} × ${formatTick(pitch)}`;
    context.fillText(name, right + 8, y);
  }
}
