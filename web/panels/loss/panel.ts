import {onArrowKeys} from '../../kit/keys.ts';
import {addCursor} from '../../kit/cursor.ts';
import {formatCount, formatLoss} from '../../words/format.ts';
import {describeHistory} from './history.ts';
import type {Evaluation, History} from './history.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';

/**
 * Loss and weight error over the steps, to be read with pointer and arrow keys. What draws them comes
 * when it is told to, as the first training step has no need of it; until then their place is kept.
 */
export function addLoss({
  stages,
  canvas,
  readout,
  theme,
  signal,
}: {
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  theme: () => Theme;
  signal: AbortSignal;
}) {
  let points: readonly Evaluation[] = [];
  /** the last */
  let newest: Evaluation | undefined;
  let floor: number | null = null;
  /** what is drawn of them, and its steps */
  let history: History | null = null;
  let steps: number[] = [];
  /** NaN: there are newer ones */
  let drawnWidth = NaN;
  let plot: Plot | null = null;
  let drawing: typeof import('./history-plot.ts') | undefined;
  let loading: Promise<void> | undefined;

  async function loadDrawing() {
    try {
      drawing = await import('./history-plot.ts');
      stages.invalidate(canvas);
    } catch (error) {
      if (!signal.aborted) sayNotLoaded(canvas, error);
    }
  }

  stages.add(canvas, ({context, width, height}) => {
    if (!drawing) return;
    if (!history || width !== drawnWidth) {
      history = drawing.historyOf(points, floor, width);
      steps = drawing.stepsOf(history);
      drawnWidth = width;
    }
    const options = {width, height, theme: theme(), cursor: stepAt(cursor.at)};
    plot = drawing.drawHistory(context, history, options);
    cursor.tell();
  });

  /** Of those that are drawn, the nearest to where the cursor was put. */
  function stepAt(place: number | null) {
    return place === null ? null : (steps[nearest(steps, place)] ?? null);
  }

  const cursor = addCursor<number>({
    ...{stages, canvas, readout, signal},
    under: x => plot && plot.xInverse(x),
    reading(place) {
      const step = stepAt(place);
      const point = points.find(candidate => candidate.step === step);
      return point ? readingOf(point) : '\u00a0';
    },
  });
  onArrowKeys(canvas, signal, by => {
    const index = (cursor.at === null ? -1 : nearest(steps, cursor.at)) + by;
    cursor.moveTo(steps[Math.max(0, Math.min(steps.length - 1, index))] ?? null);
  });

  return {
    update(nextPoints: readonly Evaluation[], nextFloor: number | null) {
      const last = nextPoints.at(-1);
      if (nextPoints === points && last === newest) return; // it is told more often than evaluated
      points = nextPoints;
      newest = last;
      floor = nextFloor;
      drawnWidth = NaN;
      stages.invalidate(canvas);
    },
    /** What draws it, once. */
    load() {
      loading ??= loadDrawing();
      return loading;
    },
    describe() {
      canvas.setAttribute('aria-label', describeHistory(points));
    },
    table: () => ({
      heads: ['step', 'batch loss', 'held-out loss', 'weight error'],
      rows: points.map(point => [
        formatCount(point.step),
        formatLoss(point.loss),
        formatLoss(point.heldOutLoss),
        formatLoss(point.weightError),
      ]),
    }),
  };
}

function sayNotLoaded(canvas: HTMLCanvasElement, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = `The plot of the loss could not be loaded (${reason}). Check the connection, then reload the page.`;
  canvas.replaceWith(paragraph);
}

/** Index of the nearest. */
function nearest(steps: readonly number[], to: number) {
  let found = 0;
  for (const [index, step] of steps.entries()) {
    if (Math.abs(step - to) < Math.abs(steps[found] - to)) found = index;
  }
  return found;
}

function readingOf({step, loss, heldOutLoss, weightError}: Evaluation) {
  return (
    `step ${formatCount(step)}: held-out loss ${formatLoss(heldOutLoss)}, ` +
    `batch loss ${formatLoss(loss)}, weight error ${formatLoss(weightError)}`
  );
}
