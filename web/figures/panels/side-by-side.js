import {examplesSeen} from '../../engine/schedule.js';
import {inMegabytes} from '../../engine/shard-memory.js';
import {completeSettings} from '../../settings/check.js';
import {
  formatCount,
  formatDuration,
  formatPowerOfTen,
  formatScientific,
} from '../../views/format.js';
import {optimizerName} from '../controls.js';
import {fillTable} from '../tables.js';
import {memoryToTrain} from '../training-memory.js';

/** @typedef {import('../../engine/logbook.js').Point} Point */
/** @typedef {import('../run-figure.js').Account} Account */

/** Powers of ten: held-out losses of which it is told what they took. */
const milestones = [-6, -12, -15];

const networks = /** @type {const} */ ({
  shared: {model: 'shared', weights: 256 * 258, example: ['frame', 'frames'], inputs: 256},
  whole: {model: 'spectrogram', weights: 2048 * 8514, example: ['sound', 'sounds'], inputs: 2048},
});

/** @typedef {typeof networks.shared | typeof networks.whole} Described */

/** The element whose training is the second column. */
const wholeName = 'spectrogram-figure';

/**
 * What this network and the whole one are and took, in a table. The whole one's numbers are those of
 * the page's figure that trains it; they follow it while it trains.
 * @param {{table: HTMLTableElement, account: Account, signal: AbortSignal}} parts `account`: live
 */
export function addSideBySide({table, account, signal}) {
  /** @type {(Element & {account: Account | null}) | null} */
  let whole = document.querySelector(wholeName);

  function update() {
    const content = sideBySide(account, whole?.account ?? null);
    fillTable(table, content, 'This network and the whole one, side by side');
  }

  for (const type of ['progress', 'statechange']) {
    document.addEventListener(
      type,
      ({target}) => {
        if (!(target instanceof Element) || target.localName !== wholeName) return;
        whole = /** @type {Element & {account: Account | null}} */ (target);
        update();
      },
      {signal},
    );
  }

  return {update};
}

/**
 * @param {Account} shared
 * @param {Account | null} whole null: nobody has trained it
 * @returns {import('../tables.js').Table}
 */
export function sideBySide(shared, whole) {
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

/**
 * @param {readonly Point[]} history
 * @param {number} loss
 * @returns {Point | undefined} the first evaluation that found the loss as low as that
 */
export function firstReaching(history, loss) {
  return history.find(({heldOutLoss}) => heldOutLoss <= loss);
}

/**
 * @param {Described} network
 * @param {Account} account
 */
function column(network, {settings, progress, history, seconds, plannedWorkers}) {
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

/**
 * @param {Described} network
 * @param {Account | null} account
 */
function untrained(network, account) {
  const {model} = network;
  const settings = account?.settings ?? completeSettings({model});
  const known = [
    formatCount(network.weights),
    inMegabytes(memoryToTrain(model, settings, account?.plannedWorkers ?? 1)),
    optimizerName(settings.optimizer),
  ];
  return [...known, 'not trained here yet', ...Array(3 + milestones.length).fill('–')];
}

/**
 * @param {number} count
 * @param {Described} network
 */
function examplesInWords(count, {example: [one, several]}) {
  return `${formatCount(count)}\u00a0${count === 1 ? one : several}`; // on one line
}

/** @param {number} seconds */
function secondsInWords(seconds) {
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : formatDuration(seconds);
}
