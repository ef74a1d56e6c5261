import {createHistoryPlot, describeHistory} from '../../views/history-plot.js';
import {formatCount, formatScientific} from '../../views/format.js';

/** @typedef {import('../../engine/logbook.js').Point} Point */
/** @typedef {import('../../views/theme.js').Theme} Theme */

/**
 * Loss and weight error over the steps.
 * @param {{stage: HTMLElement, readout: HTMLElement, theme: Theme, signal: AbortSignal}} parts
 */
export function addLoss({stage, readout, theme, signal}) {
  /** @type {readonly Point[]} */
  let points = [];
  /** @type {Point | undefined} the last */
  let drawn;
  /** @type {number | undefined} */
  let floor;

  const plot = createHistoryPlot(stage, {
    width: Math.max(1, stage.clientWidth),
    height: Math.max(1, stage.clientHeight),
    theme,
    onCursor: step => {
      const point = points.find(candidate => candidate.step === step);
      readout.textContent = point ? readingOf(point) : '\u00a0';
    },
  });
  const observer = new ResizeObserver(([{contentRect}]) => {
    if (contentRect.width > 0) plot.resize(contentRect.width, contentRect.height);
  });
  observer.observe(stage);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    plot.destroy();
  });

  const history = () => {
    const trained = points.filter(point => Number.isFinite(point.loss));
    const evaluated = points.filter(point => Number.isFinite(point.heldOutLoss));
    const xs = evaluated.map(point => point.step);
    return {
      batch: {xs: trained.map(point => point.step), ys: trained.map(point => point.loss)},
      heldOut: {xs, ys: evaluated.map(point => point.heldOutLoss)},
      weightError: {xs, ys: evaluated.map(point => point.weightError)},
      floor,
    };
  };

  return {
    /**
     * @param {readonly Point[]} nextPoints
     * @param {number | null} nextFloor
     */
    update(nextPoints, nextFloor) {
      const last = nextPoints.at(-1);
      if (nextPoints === points && last === drawn) return; // it is told more often than evaluated
      points = nextPoints;
      drawn = last;
      floor = nextFloor ?? undefined;
      plot.setData(history());
    },
    /** @param {Theme} next */
    setTheme(next) {
      plot.setTheme(next);
    },
    describe() {
      stage.setAttribute('aria-label', describeHistory(history()));
    },
    table: () => ({
      heads: ['step', 'batch loss', 'held-out loss', 'weight error'],
      rows: points.map(point => [
        formatCount(point.step),
        formatLoss(point.loss),
        formatLoss(point.heldOutLoss),
        formatLoss(point.weightError),
      ]),
    }),
  };
}

/** @param {number} value */
function formatLoss(value) {
  return Number.isNaN(value) ? '–' : formatScientific(value);
}

/** @param {Point} point */
function readingOf({step, loss, heldOutLoss, weightError}) {
  return (
    `step ${formatCount(step)}: held-out loss ${formatLoss(heldOutLoss)}, ` +
    `batch loss ${formatLoss(loss)}, weight error ${formatLoss(weightError)}`
  );
}
