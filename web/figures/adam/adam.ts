import {browserHost} from '#host';
import {Run} from '../../engine/run.ts';
import {formatCount, formatLoss, formatScientific} from '../../words/format.ts';
import {Lesson} from '../lesson/lesson.ts';
import {RunGroup} from '../lesson/run-group.ts';
import type {Curve, LogPlotData} from '../../kit/log-plot.ts';
import type {Theme} from '../../kit/theme.ts';

const steps = 6000;

/** All the same but for the optimiser: the small transform shows it soonest. */
const common = {model: 'dft', n: 32, lr: 0.03, steps, speed: 500};

interface Contestant {
  /** in the plot */
  name: string;
  readout: string;
  settings: Record<string, string>;
}

const contestants: Contestant[] = [
  {name: 'Adam', readout: 'adam', settings: {optimizer: 'adam'}},
  {name: 'AMSGrad', readout: 'amsgrad', settings: {optimizer: 'amsgrad'}},
  {
    name: 'lowered',
    readout: 'lowered',
    settings: {optimizer: 'adam', 'lr-changes': '1000:0.01,2000:0.003,3000:0.001'},
  },
];

/** Adam's loss falls and rises again; AMSGrad's stays, and Adam's with a lowered rate. */
export class AdamLesson extends Lesson {
  #runs;

  constructor(figure: HTMLElement, root: ParentNode, signal: AbortSignal, theme: Theme) {
    const runs = contestants.map(({settings}) => new Run(browserHost(), {...common, ...settings}));
    super(figure, root, signal, theme, new RunGroup(runs));
    this.#runs = runs;
    this.addPlot(
      'losses',
      {
        data: () => this.#data(),
        places: () => this.#evaluations().map(({step}) => step),
        reading: index => this.#reading(index),
        label: () => this.#label(),
        table: () => this.#table(),
      },
      {title: 'Losses as a table', caption: 'Held-out loss of three runs by step'},
    );
    this.show();
  }

  override show() {
    const [{settings, floor}] = this.#runs;
    this.write('seed', String(settings.seed));
    this.write('step', formatCount(Math.min(...this.#runs.map(({progress}) => progress.step))));
    this.write('floor', floor === null ? '–' : formatScientific(floor));
    for (const [i, {readout}] of contestants.entries()) {
      this.write(readout, formatLoss(this.#runs[i].progress.heldOutLoss));
    }
  }

  #data(): LogPlotData {
    const {network, ink, muted} = this.theme;
    const [{floor}] = this.#runs;
    const looks = [
      {colour: network, dash: [], width: 2.5},
      {colour: ink, dash: [], width: 1.5},
      {colour: muted, dash: [6, 3], width: 1.5},
    ];
    const curves: Curve[] = contestants.map(({name}, i) => {
      const {history} = this.#runs[i];
      return {
        ...looks[i],
        name,
        xs: history.map(({step}) => step),
        ys: history.map(({heldOutLoss}) => heldOutLoss),
      };
    });
    return {
      x: {title: 'step', range: [0, steps]},
      y: {title: 'held-out loss, log scale', range: [-14, 2]},
      curves: curves.reverse(), // Adam's over the others
      levels: floor ? [{y: floor, name: 'float32 floor'}] : [],
    };
  }

  /** Evaluations that all three have. */
  #evaluations() {
    const [first, ...others] = this.#runs.map(({history}) => history);
    return first.slice(0, Math.min(first.length, ...others.map(({length}) => length)));
  }

  /** @param index of an evaluation */
  #losses(index: number) {
    return this.#runs.map(({history}) => formatLoss(history[index].heldOutLoss));
  }

  #reading(index: number) {
    const [adam, amsgrad, lowered] = this.#losses(index);
    const step = formatCount(this.#evaluations()[index].step);
    return `step ${step}: Adam ${adam}, AMSGrad ${amsgrad}, Adam with lowered rate ${lowered}`;
  }

  #label() {
    const last = this.#evaluations().length - 1;
    if (last < 0) return 'Losses: not begun yet';
    const lowest = Math.min(...this.#runs[0].history.map(({heldOutLoss}) => heldOutLoss));
    return `Losses of three runs, log scale. At ${this.#reading(last)}. Adam’s lowest was ${formatLoss(lowest)}.`;
  }

  #table() {
    return {
      heads: ['step', 'Adam', 'AMSGrad', 'Adam, lowered rate'],
      rows: this.#evaluations().map(({step}, i) => [formatCount(step), ...this.#losses(i)]),
    };
  }
}
