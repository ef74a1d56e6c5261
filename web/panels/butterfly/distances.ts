import {formatCount, formatScientific} from '../../words/format.ts';
import {drawLogPlot} from '../../kit/log-plot.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Distance} from './factors.ts';

/** What it needs of what is shown. */
export interface Needs {
  distances: Distance[];
  layers: number;
  theme: Theme;
}

/** In powers of ten: from what float32 rounds away to random weights. */
const range = [-9, 1] as const;

/** The distance of 1 to the next float32, halved. */
const rounding = 2 ** -24;

/** How far each layer is from its twiddle factors. */
export function addLayerDistances({
  scene,
  stages,
  canvas,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
}) {
  stages.add(canvas, ({context, width, height}) => {
    const {distances, layers, theme} = scene;
    const xs = Array.from({length: layers}, (_, layer) => layer + 1);
    const common = {dash: [], width: 0, xs};
    drawLogPlot(
      context,
      {
        x: {title: 'layer', range: [0.5, layers + 0.5], ticks: xs},
        y: {title: 'log scale; dotted: float32 rounding', range},
        curves: [
          {
            ...common,
            name: 'largest',
            colour: theme.network,
            marker: 'disc',
            ys: distances.map(({largest}) => largest),
          },
          {
            ...common,
            name: 'rms',
            colour: theme.real,
            marker: 'cross',
            ys: distances.map(({mean}) => mean),
          },
        ],
        levels: [{y: rounding, name: ''}],
      },
      {width, height, theme},
    );
  });

  return {
    describe() {
      const texts = scene.distances.map(
        ({largest}, layer) => `layer ${layer + 1} ${formatScientific(largest)}`,
      );
      if (texts.length === 0) return;
      canvas.setAttribute(
        'aria-label',
        `Largest distance to the twiddle factors by layer: ${texts.join(', ')}.`,
      );
    },
    table: () => ({
      heads: ['layer', 'joins lines at distance', 'largest', 'root mean square'],
      rows: scene.distances.map(({largest, mean}, layer) => [
        String(layer + 1),
        formatCount(2 ** layer),
        formatScientific(largest),
        formatScientific(mean),
      ]),
    }),
  };
}
