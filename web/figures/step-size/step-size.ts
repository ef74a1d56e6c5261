import {apart} from '../../words/apart.ts';
import {parseSetting} from '../../settings/check.ts';
import {formatCount, formatScientific} from '../../words/format.ts';
import {batchSpeed} from './batch-speed.ts';
import {Lesson} from '../lesson/lesson.ts';
import {Sweep, sweptBatches, sweptSteps} from './sweep.ts';
import type {LogPlotData} from '../../kit/log-plot.ts';
import type {Trial} from './sweep.ts';
import type {Theme} from '../../kit/theme.ts';

const lossAxis = {title: 'held-out loss, log scale', range: [-14, 6] as const};
const largestRate = 2;

/** How far a learning rate takes `lms` in some steps; where it is best, and where unstable. */
export class StepSizeLesson extends Lesson {
  #sweep;

  constructor(figure: HTMLElement, root: ParentNode, signal: AbortSignal, theme: Theme) {
    const sweep = new Sweep();
    super(figure, root, signal, theme, sweep);
    this.#sweep = sweep;
    this.#addSweepPlot();
    this.#addWayPlot();
    this.#addSpeedPlot();
    this.#addControls();
    this.show();
  }

  override get actions() {
    return {'all-batches': () => this.carryOut(this.#sweep.playAll())};
  }

  override show() {
    const {trials, seed, rate, bound, chosen, batch} = this.#sweep;
    this.#batchSelect().value = String(batch);
    this.write('runs', String(trials.length));
    this.write('seed', String(seed));
    const [now, best, limit] = apart([rate, bound / 2, bound], 3, formatRate);
    this.write('rate', now);
    this.write('best', best);
    this.write('bound', limit);
    const factor = this.#factor(rate);
    this.write('factor', Number.isNaN(factor) ? '–' : formatRate(factor));
    this.write('loss', chosen ? describeEnd(chosen) : '–');
    const [field, slider] = this.#rateInputs();
    if (!field.matches(':focus')) [field.value] = apart([rate, bound / 2, bound], 4);
    slider.value = String(rate);
    slider.setAttribute('aria-valuetext', now);
  }

  #addControls() {
    const {signal} = this;
    const batch = this.#batchSelect();
    for (const each of sweptBatches) batch.add(new Option(String(each)));
    batch.addEventListener('change', () => this.#chooseBatch(Number(batch.value)), {signal});
    const [field, slider] = this.#rateInputs();
    slider.addEventListener('input', () => this.#choose(Number(slider.value)), {signal});
    field.addEventListener(
      'change',
      () => {
        this.showMessage('');
        try {
          this.#choose(Number(parseSetting('lr', field.value)));
          field.removeAttribute('aria-invalid');
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          field.setAttribute('aria-invalid', 'true');
          this.showMessage(error.message);
        }
      },
      {signal},
    );
  }

  #rateInputs(): [field: HTMLInputElement, slider: HTMLInputElement] {
    return [this.element("[data-part='rate']"), this.element("[data-part='rate-slider']")];
  }

  #choose(rate: number) {
    void this.carryOut(this.#sweep.choose(rate));
    this.show();
  }

  #batchSelect(): HTMLSelectElement {
    return this.element("[data-part='batch']");
  }

  /** @param wanted the nearest that there is */
  #chooseBatch(wanted: number) {
    const away = (batch: number) => Math.abs(Math.log2(batch / wanted));
    const batch = sweptBatches.reduce((a, b) => (away(b) < away(a) ? b : a));
    if (batch !== this.#sweep.batch) void this.carryOut(this.#sweep.setBatch(batch));
  }

  #addSpeedPlot() {
    this.addPlot(
      'speed',
      batchSpeed(
        this.#sweep,
        () => this.theme,
        batch => this.#chooseBatch(batch),
      ),
      {title: 'Batches as a table', caption: 'Steps and examples to a hundredth by batch'},
    );
  }

  #addSweepPlot() {
    const sweep = this.#sweep;
    const trials = () => sweep.trials;
    this.addPlot(
      'sweep',
      {
        data: () => this.#sweepData(),
        places: () => trials().map(({rate}) => rate),
        reading: index => `μ ${formatRate(trials()[index].rate)}: ${describeEnd(trials()[index])}`,
        label: () => this.#sweepLabel(),
        table: () => ({
          heads: ['μ', `loss after ${sweptSteps} steps`, 'forecast'],
          rows: trials().map(trial => [
            formatRate(trial.rate),
            describeEnd(trial),
            formatScientific(this.#forecast(trial.rate, sweptSteps)),
          ]),
        }),
        onChosen: x => this.#choose(Number(Math.min(largestRate, Math.max(0.01, x)).toFixed(2))),
      },
      {title: 'Runs as a table', caption: 'Loss by learning rate'},
    );
  }

  #addWayPlot() {
    const losses = () => this.#sweep.chosen?.losses ?? [];
    this.addPlot(
      'way',
      {
        data: () => this.#wayData(),
        places: () => losses().map((_, step) => step),
        reading: step => `step ${step}: loss ${formatScientific(losses()[step])}`,
        label: () => {
          const {chosen} = this.#sweep;
          return chosen
            ? `Loss on the way at learning rate ${formatRate(chosen.rate)}, log scale: from ${formatScientific(chosen.losses[0])} to ${describeEnd(chosen)}`
            : 'Loss on the way: not begun yet';
        },
        table: () => ({
          heads: ['step', 'held-out loss'],
          rows: losses().map((loss, step) => [formatCount(step), formatScientific(loss)]),
        }),
      },
      {title: 'Way as a table', caption: 'Held-out loss by step'},
    );
  }

  #sweepData(): LogPlotData {
    const {all, batch, bound, rate, trials} = this.#sweep;
    const {network, bad, muted, axis} = this.theme;
    const marks = [
      {x: bound / 2, name: `best ${formatRate(bound / 2)}`, side: 'left' as const},
      {x: bound, name: `bound ${formatRate(bound)}`, side: 'right' as const},
    ];
    const others = [...all].filter(([other]) => other !== batch);
    const grows = (trial: Trial) => endOf(trial) > trial.losses[0];
    const rates = Array.from({length: 110}, (_, i) => ((i + 1) / 100) * bound);
    const none = {name: '', dash: []};
    return {
      x: {title: 'μ', range: [0, largestRate]},
      y: lossAxis,
      marks: [
        ...(bound > 0 ? marks : []),
        {x: rate, name: '', side: 'right' as const, solid: true},
      ],
      curves: [
        ...others.map(([other, points]) => ({
          ...curveOf(points),
          name: String(other),
          nameAt: points.findLastIndex(trial => !grows(trial)),
          nameSide: 'beside' as const,
          colour: muted,
          dash: [],
          width: 1,
        })),
        {
          ...none,
          colour: axis,
          dash: [6, 3],
          width: 1.5,
          xs: bound > 0 && trials.length > 0 ? rates : [],
          ys: rates.map(each => this.#forecast(each, sweptSteps)),
        },
        {...none, ...curveOf(trials), colour: network, width: 1.5},
        {
          ...curveOf(trials.filter(trial => !grows(trial))),
          name: `batch ${batch}`,
          nameAt: lowest(trials),
          nameSide: 'below',
          dash: [],
          colour: network,
          width: 0,
          marker: 'disc',
        },
        {...none, ...curveOf(trials.filter(grows)), colour: bad, width: 0, marker: 'cross'},
      ],
    };
  }

  #wayData(): LogPlotData {
    const {chosen, floor} = this.#sweep;
    const {network, bad, axis} = this.theme;
    const losses = chosen?.losses ?? [];
    const steps = Array.from({length: sweptSteps + 1}, (_, step) => step);
    const grows = losses[losses.length - 1] > losses[0];
    return {
      x: {title: 'step', range: [0, sweptSteps]},
      y: lossAxis,
      levels: floor > 0 ? [{y: floor, name: 'float32 floor'}] : [],
      curves: [
        {
          name: chosen ? 'forecast' : '',
          colour: axis,
          dash: [6, 3],
          width: 1.5,
          xs: steps,
          ys: chosen ? steps.map(step => this.#forecast(chosen.rate, step)) : [],
        },
        {
          name: chosen ? (grows ? 'grows' : 'loss') : '',
          colour: grows ? bad : network,
          dash: [],
          width: 2.5,
          xs: steps,
          ys: losses,
        },
      ],
    };
  }

  #sweepLabel() {
    const {trials, batch, bound} = this.#sweep;
    if (trials.length === 0) return `Loss after ${sweptSteps} steps: not begun yet`;
    const best = trials.reduce((a, b) => (endOf(b) < endOf(a) ? b : a));
    const [rate, limit] = apart([best.rate, bound], 3, formatRate);
    return (
      `Loss after ${sweptSteps} steps by learning rate, batch ${batch}, log scale. Best of ` +
      `${trials.length} runs: ${describeEnd(best)} at ${rate}. Unstable above ${limit}.`
    );
  }

  /**
   * What a step multiplies the squared error by, on average: 1 - mu (2 - mu / mu_best).
   * @param rate mu
   */
  #factor(rate: number) {
    return 1 - rate * (2 - (2 * rate) / this.#sweep.bound);
  }

  /** Loss to be expected. */
  #forecast(rate: number, steps: number) {
    const {chosen, floor} = this.#sweep;
    return (chosen?.losses[0] ?? NaN) * this.#factor(rate) ** steps + floor;
  }
}

function endOf({losses}: Trial) {
  return losses[losses.length - 1];
}

function describeEnd(trial: Trial) {
  const loss = formatScientific(endOf(trial));
  return endOf(trial) > trial.losses[0] ? `${loss}, it grows` : loss;
}

/** Index of the one that came furthest. */
function lowest(trials: readonly Trial[]) {
  const ends = trials.map(endOf);
  return ends.indexOf(Math.min(...ends));
}

function curveOf(trials: readonly Trial[]) {
  return {xs: trials.map(({rate}) => rate), ys: trials.map(endOf)};
}

function formatRate(rate: number, digits = 3) {
  return Number.isNaN(rate) ? '–' : String(Number(rate.toPrecision(digits)));
}
