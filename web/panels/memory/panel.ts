import {formatScientific} from '../../words/format.ts';
import {describeMemory, drawMemory} from './draw.ts';
import {pointOn} from '../../kit/stages.ts';
import {onArrowKeys} from '../../kit/keys.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Plot} from '../../kit/plot.ts';
import type {Memory} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  memory: Memory | null;
  lags: number;
  theme: Theme;
}

/** How much of each sample of the past is in a frame; point or use the arrow keys to read it. */
export function addMemory({
  scene,
  stages,
  canvas,
  readout,
  signal,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
}) {
  /** samples ago */
  let cursor: number | null = null;
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const {memory, theme} = scene;
    if (!memory) return context.clearRect(0, 0, width, height);
    plot = drawMemory(context, memory, {width, height, theme, cursor});
    readout.textContent = cursor === null ? '\u00a0' : readingOf(memory, cursor);
  });

  function readingOf({learned, truth}: Memory, lag: number) {
    if (lag >= learned.length) return '\u00a0';
    return (
      `${lag} samples ago: ${formatScientific(learned[lag])} of the largest ` +
      `(true ${formatScientific(truth[lag])})`
    );
  }

  function moveTo(lag: number | null) {
    cursor = lag === null ? null : Math.max(0, Math.min(scene.lags - 1, lag));
    stages.invalidate(canvas);
  }

  canvas.addEventListener(
    'pointermove',
    event => moveTo(plot && Math.round(-plot.xInverse(pointOn(event).x))),
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? -1) - by));

  return {
    describe() {
      const {memory} = scene;
      if (memory) canvas.setAttribute('aria-label', describeMemory(memory));
    },
    table() {
      const {learned = [], truth = []} = scene.memory ?? {};
      const rows = Array.from(learned, (value, lag) => [
        String(lag),
        formatScientific(value),
        formatScientific(truth[lag]),
      ]);
      return {heads: ['samples ago', 'network', 'true'], rows};
    },
  };
}
