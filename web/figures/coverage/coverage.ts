import {formatCount, formatLoss, formatScientific} from '../../words/format.ts';
import {CoverageRun} from './coverage-run.ts';
import {Lesson} from '../lesson/lesson.ts';
import type {LogPlotData} from '../../kit/log-plot.ts';
import type {Point} from '../../engine/logbook.ts';
import type {Theme} from '../../kit/theme.ts';

/** Whether a bin is one of the tones of cpp/task/tones.h, for n samples. */
const isGiven = (bin: number, n: number) => bin % (n / 4) === 1;

/** Which directions are learned depends on the examples: four tones, then noise. */
export class CoverageLesson extends Lesson {
  #work;
  /** by bin */
  #errors: number[] = [];

  constructor(figure: HTMLElement, root: ParentNode, signal: AbortSignal, theme: Theme) {
    const work = new CoverageRun();
    super(figure, root, signal, theme, work);
    this.#work = work;
    this.#addTonesPlot();
    this.#addLossesPlot();
    this.show();
  }

  override get actions() {
    return {switch: () => this.carryOut(this.#work.switchToNoise())};
  }

  override show() {
    const {progress, settings} = this.#work.run;
    this.write('step', formatCount(progress.step));
    this.write('data', settings.data);
    this.write('seed', String(settings.seed));
    const button: HTMLButtonElement = this.element("[data-action='switch']");
    button.disabled = settings.data === 'noise' || progress.step === 0;
  }

  override async takePicture() {
    const {run} = this.#work;
    const {n} = run.settings;
    const answer = run.state === 'loading' ? null : await run.network?.predict(pureTones(n));
    if (answer) this.#errors = relativeErrors(answer, n);
    else if (run.progress.step === 0) this.#errors = [];
  }

  #addTonesPlot() {
    const errors = () => this.#errors;
    const kind = (bin: number) => (isGiven(bin, errors().length) ? 'given' : '–');
    this.addPlot(
      'tones',
      {
        data: () => this.#tonesData(),
        places: () => errors().map((_, bin) => bin),
        reading: bin => `frequency ${bin}: error ${formatScientific(errors()[bin])}`,
        label: () => this.#tonesLabel(),
        table: () => ({
          heads: ['frequency', 'among the four', 'error'],
          rows: errors().map((error, bin) => [String(bin), kind(bin), formatScientific(error)]),
        }),
      },
      {title: 'Errors as a table', caption: 'Error for a pure tone by frequency'},
    );
  }

  #addLossesPlot() {
    const points = () => this.#work.run.history;
    const reading = ({step, loss, heldOutLoss}: Point) =>
      `step ${step}: batch loss ${formatLoss(loss)}, loss on noise ${formatLoss(heldOutLoss)}`;
    this.addPlot(
      'losses',
      {
        data: () => this.#lossesData(),
        places: () => points().map(({step}) => step),
        reading: index => reading(points()[index]),
        label: () => {
          const last = points().at(-1);
          return last ? `Loss, log scale. At ${reading(last)}.` : 'Loss: not begun yet';
        },
        table: () => ({
          heads: ['step', 'batch loss', 'loss on noise'],
          rows: points().map(({step, loss, heldOutLoss}) => [
            formatCount(step),
            formatLoss(loss),
            formatLoss(heldOutLoss),
          ]),
        }),
      },
      {title: 'Losses as a table', caption: 'Loss by step'},
    );
  }

  #tonesData(): LogPlotData {
    const {network, ink} = this.theme;
    const errors = this.#errors;
    const {n} = this.#work.run.settings;
    const bins = (given: boolean) =>
      errors.map((_, bin) => bin).filter(bin => isGiven(bin, n) === given);
    const looks = [
      {name: 'the four', marker: 'disc', colour: network, xs: bins(true)},
      {name: 'others', marker: 'cross', colour: ink, xs: bins(false)},
    ] as const;
    return {
      x: {title: 'frequency', range: [-1, n]},
      y: {title: 'error, log scale', range: [-8, 1]},
      curves: looks.map(look => ({
        ...look,
        dash: [],
        width: 0,
        ys: look.xs.map(bin => errors[bin]),
      })),
    };
  }

  #lossesData(): LogPlotData {
    const {network, axis} = this.theme;
    const {switchedAt, run} = this.#work;
    const xs = run.history.map(({step}) => step);
    return {
      x: {title: 'step', range: [0, Math.max(100, run.progress.step)]},
      y: {title: 'loss, log scale', range: [-14, 3]},
      levels: run.floor ? [{y: run.floor, name: 'float32 floor'}] : [],
      marks:
        switchedAt >= 0 ? [{x: switchedAt, name: 'switched to noise', side: 'right' as const}] : [],
      curves: [
        {
          name: 'batch',
          colour: axis,
          dash: [6, 3],
          width: 1.5,
          xs,
          ys: run.history.map(({loss}) => loss),
        },
        {
          name: 'on noise',
          colour: network,
          dash: [],
          width: 2.5,
          xs,
          ys: run.history.map(({heldOutLoss}) => heldOutLoss),
        },
      ],
    };
  }

  #tonesLabel() {
    const errors = this.#errors;
    if (errors.length === 0) return 'Error for a pure tone: not begun yet';
    const worst = (given: boolean) =>
      formatScientific(
        Math.max(...errors.filter((_, bin) => isGiven(bin, errors.length) === given)),
      );
    return (
      `Error for a pure tone of each of ${errors.length} frequencies, log scale. At most ` +
      `${worst(true)} for the four, ${worst(false)} for the others.`
    );
  }
}

/** Rows [re | im] of exp(2 pi i k m / n) for each bin k, and of i times that. */
function pureTones(n: number) {
  const rows = new Float32Array(n * 2 * (2 * n));
  for (let row = 0; row < 2 * n; row++) {
    const [bin, turned] = [row >> 1, row & 1];
    for (let m = 0; m < n; m++) {
      const angle = 2 * Math.PI * (((bin * m) % n) / n + turned / 4);
      rows[row * 2 * n + m] = Math.cos(angle);
      rows[row * 2 * n + n + m] = Math.sin(angle);
    }
  }
  return rows;
}

/**
 * ||prediction - reference|| / ||reference|| for each bin's two rows.
 * @param answer to pureTones(n)
 */
function relativeErrors(
  {prediction, reference}: {prediction: Float32Array; reference: Float32Array},
  n: number,
) {
  return Array.from({length: n}, (_, bin) => {
    let [error, norm] = [0, 0];
    for (let i = bin * 4 * n; i < (bin + 1) * 4 * n; i++) {
      error += (prediction[i] - reference[i]) ** 2;
      norm += reference[i] ** 2;
    }
    return Math.sqrt(error / norm);
  });
}
