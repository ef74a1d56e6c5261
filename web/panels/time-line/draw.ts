import {strokeLine} from '../../kit/canvas.ts';
import type {SizedCanvas} from '../../kit/canvas.ts';
import type {Theme} from '../../kit/theme.ts';

/** What a time line shows of a run. */
export interface Course {
  /** that can be gone back to, by step, ascending; a loss is NaN where it was not measured */
  frames: readonly {step: number; loss: number}[];
  /** index of the one that is shown */
  at: number;
}

/** Pixels above and below the curve. */
const margin = 3;

/** The loss, on a log axis, a frame beside the other; what came after the one that is shown is faint. */
export function drawCourse({context, width, height}: SizedCanvas, course: Course, theme: Theme) {
  const {frames, at} = course;
  context.clearRect(0, 0, width, height);
  if (frames.length < 2) return;
  const logs = frames.map(({loss}) => Math.log10(loss));
  const measured = logs.filter(Number.isFinite);
  const [low, high] = [Math.min(...measured), Math.max(...measured)];
  const x = (index: number) => (index / (frames.length - 1)) * width;
  const y = (index: number) =>
    margin + ((high - logs[index]) / (high - low || 1)) * (height - 2 * margin);
  const draw = (count: number) => strokeLine(context, count, x, y);
  context.strokeStyle = theme.network;
  context.lineWidth = 2;
  context.globalAlpha = 0.3;
  draw(frames.length);
  context.globalAlpha = 1;
  draw(at + 1);
}
