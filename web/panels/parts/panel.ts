import {formatSigned} from '../../words/format.ts';
import {describeParts, drawParts, indexAt} from './draw.ts';
import {addRowCursor} from '../../kit/cursor.ts';
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
  let plot: Plot | null = null;

  stages.add(canvas, ({context, width, height}) => {
    const parts = read();
    if (!parts) return;
    const {theme} = scene;
    plot = drawParts(context, parts, {width, height, theme, unit, title, cursor: cursor.at});
    cursor.tell();
  });

  function readingOf(index: number) {
    const {learned = [], truth = []} = read() ?? {};
    const texts = truth.map((values, part) => {
      const name = truth.length === 1 ? '' : `${names[part]} `;
      return `${name}${formatSigned(learned[part][index])} (true ${formatSigned(values[index])})`;
    });
    return `${index}: ${texts.join(', ')}`;
  }

  const count = () => read()?.truth[0].length ?? 1;
  const cursor = addRowCursor({
    stages,
    canvas,
    readout,
    signal,
    count,
    under: x => plot && indexAt(x, count(), plot),
    reading: readingOf,
  });

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
