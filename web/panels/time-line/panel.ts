import {find} from '../../kit/find.ts';
import {formatCount, formatLoss} from '../../words/format.ts';
import {drawCourse} from './draw.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Course} from './draw.ts';

/**
 * A run's time line: the loss drawn on it, dragged through by pointer, touch and keys.
 * @param options element: with markup.html in it; goTo: the frame of that index is to be shown
 */
export function addTimeLine({
  element,
  stages,
  theme,
  signal,
  goTo,
}: {
  element: HTMLElement;
  stages: Stages;
  theme: () => Theme;
  signal: AbortSignal;
  goTo: (index: number) => void;
}) {
  let course: Course = {frames: [], at: 0};
  const canvas: HTMLCanvasElement = find(element, 'canvas');
  const slider: HTMLInputElement = find(element, 'input');
  const told = find(element, '[data-readout]');
  stages.add(canvas, sized => drawCourse(sized, course, theme()));
  slider.addEventListener('input', () => goTo(Number(slider.value)), {signal});

  return {
    show(next: Course) {
      course = next;
      const {frames, at} = course;
      slider.max = String(Math.max(0, frames.length - 1));
      slider.value = String(at);
      const text = inWords(course);
      slider.setAttribute('aria-valuetext', asValue(course));
      if (told.textContent !== text) told.textContent = text;
      stages.invalidate(canvas);
    },
  };
}

/** As it is read out. */
function asValue({frames, at}: Course) {
  const [shown, newest] = [frames[at], frames.at(-1)].map(frame => formatCount(frame?.step ?? 0));
  return `${shown} of ${newest} steps`;
}

/** Short: on a phone, a second line would move what is below. */
function inWords({frames, at}: Course) {
  const newest = frames.at(-1)?.step ?? 0;
  if (newest === 0) return 'Once it has learned, drag back here.';
  const {step, loss} = frames[at];
  if (step === newest) return `Step ${formatCount(step)}: drag back to see it learn.`;
  const measured = Number.isNaN(loss) ? '' : `, loss ${formatLoss(loss)}`;
  return `As it was at step ${formatCount(step)} of ${formatCount(newest)}${measured}.`;
}
