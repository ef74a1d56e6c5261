import {formatSigned} from '../../words/format.ts';
import {describeParts, drawParts, indexAt} from './draw.ts';
import {pointOn} from '../../kit/stages.ts';
import {onArrowKeys} from '../../kit/keys.ts';
import type {Parts} from './draw.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Plot} from '../../kit/plot.ts';

const names = ['Re', 'Im'];

/** Values over the true ones; point or use the arrow keys to read one. */
export function addParts({
  scene,
  stages,
  canvas,
  readout,
  signal,
  read,
  unit,
  title,
  describe,
}: {
  scene: {theme: Theme};
  stages: Stages;
  canvas: HTMLCanvasElement;
  readout: HTMLElement;
  signal: AbortSignal;
  read: () => Parts | null;
  unit: string;
  title: string;
  describe: () => string;
}) {
  let cursor: number | null = null;
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const parts = read();
    if (!parts) return;
    if (cursor !== null && cursor >= parts.truth[0].length) cursor = null; // of a longer one
    const {theme} = scene;
    plot = drawParts(context, parts, {width, height, theme, unit, title, cursor});
    readout.textContent = cursor === null ? '\u00a0' : readingOf(parts, cursor);
  });

  function readingOf({learned, truth}: Parts, index: number) {
    const texts = truth.map((values, part) => {
      const name = truth.length === 1 ? '' : `${names[part]} `;
      return `${name}${formatSigned(learned[part][index])} (true ${formatSigned(values[index])})`;
    });
    return `${index}: ${texts.join(', ')}`;
  }

  function moveTo(index: number | null) {
    const count = read()?.truth[0].length ?? 1;
    cursor = index === null ? null : Math.max(0, Math.min(count - 1, index));
    stages.invalidate(canvas);
  }

  canvas.addEventListener(
    'pointermove',
    event => {
      const count = read()?.truth[0].length;
      if (plot && count) moveTo(indexAt(pointOn(event).x, count, plot));
    },
    {signal},
  );
  canvas.addEventListener('pointerleave', () => moveTo(null), {signal});
  onArrowKeys(canvas, signal, by => moveTo((cursor ?? -1) + by));

  return {
    describe() {
      const parts = read();
      if (parts) canvas.setAttribute('aria-label', describeParts(parts, describe()));
    },
    table() {
      const {learned = [], truth = []} = read() ?? {};
      const heads = truth.flatMap((_, part) => {
        const name = truth.length === 1 ? '' : ` ${names[part]}`;
        return [`network${name}`, `true${name}`];
      });
      const rows = Array.from(truth[0] ?? [], (_, i) => [
        String(i),
        ...truth.flatMap((values, part) => [
          formatSigned(learned[part][i]),
          formatSigned(values[i]),
        ]),
      ]);
      return {heads: [title, ...heads], rows};
    },
  };
}
