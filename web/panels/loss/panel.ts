import {formatCount, formatScientific} from '../../words/format.ts';
import {describeHistory} from './history.ts';
import {whenNear} from '../../kit/when-near.ts';
import {onArrowKeys} from '../../kit/keys.ts';
import type {Evaluation} from './history.ts';
import type {HistoryPlot} from './history-plot.ts';
import type {Theme} from '../../kit/theme.ts';

/**
 * Loss and weight error over the steps. What draws them is as large as all else that a figure draws
 * with: it is loaded when told to and near the screen, and until then its place is kept.
 */
export function addLoss({
  stage,
  readout,
  theme: firstTheme,
  signal,
}: {
  stage: HTMLElement;
  readout: HTMLElement;
  theme: Theme;
  signal: AbortSignal;
}) {
  let theme = firstTheme;
  let points: readonly Evaluation[] = [];
  /** the last */
  let drawn: Evaluation | undefined;
  let floor: number | undefined;
  let loading: Promise<void> | undefined;
  let plot: HistoryPlot | undefined;

  async function loadPlot() {
    await whenNear(stage, signal);
    try {
      const {createHistoryPlot, historyStyle} = await import('./history-plot.ts');
      await new Promise(resolve => setTimeout(resolve)); // that was work enough for one task
      if (signal.aborted) return;
      adoptStyle(stage, historyStyle);
      plot = createHistoryPlot(stage, {
        width: Math.max(1, stage.clientWidth),
        height: Math.max(1, stage.clientHeight),
        theme,
        onCursor: step => {
          const point = points.find(candidate => candidate.step === step);
          readout.textContent = point ? readingOf(point) : '\u00a0';
        },
      });
      keepSize(stage, plot, signal);
      plot.setData(history());
    } catch (error) {
      if (!signal.aborted) sayNotLoaded(stage, error);
    }
  }

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

  onArrowKeys(stage, signal, by => plot?.moveCursor(by));

  return {
    update(nextPoints: readonly Evaluation[], nextFloor: number | null) {
      const last = nextPoints.at(-1);
      if (nextPoints === points && last === drawn) return; // it is told more often than evaluated
      points = nextPoints;
      drawn = last;
      floor = nextFloor ?? undefined;
      plot?.setData(history());
    },
    /** The plot and what draws it, once; both wait until they are near the screen. */
    load() {
      loading ??= loadPlot();
      return loading;
    },
    setTheme(next: Theme) {
      theme = next;
      plot?.setTheme(next);
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

/** @param stage in a shadow root */
function adoptStyle(stage: HTMLElement, style: string) {
  const root = stage.getRootNode() as ShadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
}

/** The plot is as large as its stage, and ends with the signal. */
function keepSize(stage: HTMLElement, plot: HistoryPlot, signal: AbortSignal) {
  const observer = new ResizeObserver(([{contentRect}]) => {
    if (contentRect.width > 0) plot.resize(contentRect.width, contentRect.height);
  });
  observer.observe(stage);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    plot.destroy();
  });
}

function sayNotLoaded(stage: HTMLElement, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = `The plot of the loss could not be loaded (${reason}). Check the connection, then reload the page.`;
  paragraph.className = stage.className; // as large
  stage.replaceWith(paragraph);
}

function formatLoss(value: number) {
  return Number.isNaN(value) ? '–' : formatScientific(value);
}

function readingOf({step, loss, heldOutLoss, weightError}: Evaluation) {
  return (
    `step ${formatCount(step)}: held-out loss ${formatLoss(heldOutLoss)}, ` +
    `batch loss ${formatLoss(loss)}, weight error ${formatLoss(weightError)}`
  );
}
