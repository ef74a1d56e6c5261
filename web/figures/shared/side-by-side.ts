import {examplesSeen} from '../../engine/schedule.ts';
import {inMegabytes} from '../../engine/shard-memory.ts';
import {completeSettings} from '../../settings/check.ts';
import {
  formatCount,
  formatDuration,
  formatPowerOfTen,
  formatScientific,
} from '../../words/format.ts';
import {optimizerName} from '../../lab/controls.ts';
import {fillTable} from '../../kit/tables.ts';
import {memoryToTrain} from '../../runs/training-memory.ts';
import type {Point} from '../../engine/logbook.ts';
import type {Account} from '../../lab/run-element.ts';
import type {Table} from '../../kit/tables.ts';

/** Powers of ten: held-out losses of which it is told what they took. */
const milestones = [-6, -12, -15];

const networks = {
  shared: {model: 'shared', weights: 256 * 258, example: ['frame', 'frames'], inputs: 256},
  whole: {model: 'spectrogram', weights: 2048 * 8514, example: ['sound', 'sounds'], inputs: 2048},
} as const;

type Described = typeof networks.shared | typeof networks.whole;

/** The element whose training is the second column. */
const wholeName = 'spectrogram-figure';

/**
 * What this network and the whole one are and took, in a table. The whole one's numbers are those of
 * the page's figure that trains it; they follow it while it trains.
 * @param parts `account`: live
 */
export function addSideBySide({
  table,
  account,
  signal,
}: {
  table: HTMLTableElement;
  account: Account;
  signal: AbortSignal;
}) {
  let whole: (Element & {account: Account | null}) | null = document.querySelector(wholeName);

  function update() {
    const content = sideBySide(account, whole?.account ?? null);
    fillTable(table, content, 'This network and the whole one, side by side');
  }

  for (const type of ['progress', 'statechange']) {
    document.addEventListener(
      type,
      ({target}) => {
        if (!(target instanceof Element) || target.localName !== wholeName) return;
        whole = target as Element & {account: Account | null};
        update();
      },
      {signal},
    );
  }

  return {update};
}

/** @param whole null: nobody has trained it */
export function sideBySide(shared: Account, whole: Account | null): Table {
  const trained = whole !== null && whole.progress.step > 0;
  const columns = [
    column(networks.shared, shared),
    trained ? column(networks.whole, whole) : untrained(networks.whole, whole),
  ];
  const heads = ['Weights', 'Memory', 'Optimiser', 'Held-out loss', 'Examples', 'Time', 'Steps'];
  const reached = milestones.map(power => `Down to ${formatPowerOfTen(power)}`);
  return {
    heads: ['Network', 'This one, shared', 'The whole one'],
    rows: [...heads, ...reached].map((head, i) => [head, ...columns.map(cells => cells[i])]),
  };
}

/** @returns the first evaluation that found the loss as low as that */
export function firstReaching(history: readonly Point[], loss: number): Point | undefined {
  return history.find(({heldOutLoss}) => heldOutLoss <= loss);
}

function column(
  network: Described,
  {settings, progress, history, seconds, plannedWorkers}: Account,
) {
  const {model, weights, inputs} = network;
  return [
    formatCount(weights),
    inMegabytes(memoryToTrain(model, settings, plannedWorkers)),
    optimizerName(settings.optimizer),
    Number.isNaN(progress.heldOutLoss) ? '–' : formatScientific(progress.heldOutLoss),
    `${examplesInWords(progress.examples, network)} of ${formatCount(inputs)} samples`,
    secondsInWords(seconds),
    formatCount(progress.step),
    ...milestones.map(power => {
      const point = firstReaching(history, 10 ** power);
      if (!point) return progress.step > 0 ? 'not yet' : '–';
      const steps = `${formatCount(point.step)} ${point.step === 1 ? 'step' : 'steps'}`;
      return `${steps}, ${examplesInWords(examplesSeen(point.step, settings), network)}`;
    }),
  ];
}

function untrained(network: Described, account: Account | null) {
  const {model} = network;
  const settings = account?.settings ?? completeSettings({model});
  const known = [
    formatCount(network.weights),
    inMegabytes(memoryToTrain(model, settings, account?.plannedWorkers ?? 1)),
    optimizerName(settings.optimizer),
  ];
  return [...known, 'not trained here yet', ...Array(3 + milestones.length).fill('–')];
}

function examplesInWords(count: number, {example: [one, several]}: Described) {
  return `${formatCount(count)}\u00a0${count === 1 ? one : several}`; // on one line
}

function secondsInWords(seconds: number) {
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : formatDuration(seconds);
}
