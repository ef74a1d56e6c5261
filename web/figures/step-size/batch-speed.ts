import {formatCount} from '../../words/format.ts';
import type {Theme} from '../../kit/theme.ts';
import type {Sweep, Trial} from './sweep.ts';
import type {PlotContent} from '../lesson/curves.ts';

/** How far the loss is to fall. */
const share = 0.01;

/** Where the axis of batches ends, as powers of two. */
const range = [2.6, 8.4] as const;

/** Steps until the loss is so low, part of one too. */
type Speed = {batch: number; steps: number};

/**
 * Steps until the loss has fallen so far, between two steps as if it fell evenly on a log scale.
 * @returns NaN: it has not
 */
export function stepsTaken({losses}: Trial): number {
  const goal = share * losses[0];
  const after = losses.findIndex(loss => loss <= goal);
  if (after < 1) return NaN;
  const [above, below] = [losses[after - 1], losses[after]];
  return after - 1 + Math.log(above / goal) / Math.log(above / below);
}

/**
 * The same, foretold: at the best learning rate, mu = B / (B + d + 1), a step multiplies the loss by
 * 1 - mu, on average.
 * @param batch B
 * @param inputs d
 */
export function stepsForetold(batch: number, inputs: number) {
  return Math.log(share) / Math.log(1 - batch / (batch + inputs + 1));
}

/** How many steps, and how many examples, each batch needs at its best learning rate. */
export function batchSpeed(
  sweep: Sweep,
  theme: () => Theme,
  choose: (batch: number) => void,
): PlotContent {
  const foretold = (batch: number) => stepsForetold(batch, sweep.inputs);

  /** @returns of the batches tried, in ascending order */
  const speeds = (): Speed[] =>
    [...sweep.all.keys()]
      .sort((a, b) => a - b)
      .flatMap(batch => {
        const best = sweep.bestTrial(batch);
        return best ? [{batch, steps: stepsTaken(best)}] : [];
      });

  const reading = ({batch, steps}: Speed) =>
    `batch ${batch}: ${formatSteps(steps)} steps, ${formatExamples(batch * steps)} examples`;

  return {
    data() {
      const {network, ink, axis} = theme();
      const tried = speeds();
      const powers = Array.from(
        {length: 60},
        (_, i) => range[0] + (i / 59) * (range[1] - range[0]),
      );
      const looks: {
        name: string;
        colour: string;
        marker: 'disc' | 'cross';
        each: (batch: number) => number;
      }[] = [
        {name: 'examples', colour: network, marker: 'disc', each: batch => batch},
        {name: 'steps', colour: ink, marker: 'cross', each: () => 1},
      ];
      return {
        x: {title: 'batch', range, ticks: [3, 4, 5, 6, 7, 8], format: power => String(2 ** power)},
        y: {title: 'to a hundredth of the loss, log scale', range: [0, 3]},
        marks: [{x: Math.log2(sweep.batch), name: '', side: 'right', solid: true}],
        curves: looks.flatMap(({name, colour, marker, each}) => [
          {
            name,
            colour: axis,
            dash: [6, 3],
            width: 1.5,
            xs: powers,
            ys: powers.map(power => each(2 ** power) * foretold(2 ** power)),
          },
          {
            name: '',
            colour,
            dash: [],
            width: 0,
            marker,
            xs: tried.map(({batch}) => Math.log2(batch)),
            ys: tried.map(({batch, steps}) => each(batch) * steps),
          },
        ]),
      };
    },
    places: () => speeds().map(({batch}) => Math.log2(batch)),
    reading: index => reading(speeds()[index]),
    label() {
      const tried = speeds();
      if (tried.length === 0) return 'Steps and examples by batch: not begun yet';
      return (
        'Steps and examples to a hundredth of the loss by batch, at the best learning rate, log ' +
        `scale. ${tried.map(reading).join('; ')}.`
      );
    },
    table: () => ({
      heads: ['batch', 'steps', 'forecast', 'examples', 'forecast'],
      rows: speeds().map(({batch, steps}) => [
        String(batch),
        formatSteps(steps),
        formatSteps(foretold(batch)),
        formatExamples(batch * steps),
        formatExamples(batch * foretold(batch)),
      ]),
    }),
    onChosen: power => choose(2 ** power),
  };
}

function formatSteps(steps: number) {
  return Number.isNaN(steps) ? 'more than 30' : steps.toFixed(1);
}

function formatExamples(examples: number) {
  return Number.isNaN(examples) ? '–' : formatCount(Math.round(examples));
}
