import {formatScientific} from '../../words/format.ts';
import {describeMemory, drawMemory} from './draw.ts';
import {addRowCursor} from '../../kit/cursor.ts';
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
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const {memory, theme} = scene;
    if (!memory) return context.clearRect(0, 0, width, height);
    plot = drawMemory(context, memory, {width, height, theme, cursor: cursor.at});
    cursor.tell();
  });

  /** @param lag samples ago */
  function readingOf(lag: number) {
    const {learned = [], truth = []} = scene.memory ?? {};
    if (lag >= learned.length) return '\u00a0';
    return (
      `${lag} samples ago: ${formatScientific(learned[lag])} of the largest ` +
      `(true ${formatScientific(truth[lag])})`
    );
  }

  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count: () => scene.lags,
    keys: {from: -1, direction: -1}, // the past lies at the left
    under: x => plot && Math.round(-plot.xInverse(x)),
    reading: readingOf,
  });

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
