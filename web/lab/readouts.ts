import {describeProgress} from '../runs/run-progress.ts';
import {hasEnded, reasonOf, stateMessage} from './state-message.ts';
import {apart} from '../words/apart.ts';
import {formatCount, formatLoss, formatRate} from '../words/format.ts';
import type {State} from '../engine/protocol.ts';
import type {Run} from '../engine/run.ts';
import type {Message} from './state-message.ts';

/** How the states read. */
export const stateNames: Record<State, string> = {
  idle: 'Ready',
  loading: 'Loading',
  running: 'Training',
  paused: 'Paused',
  converged: 'Converged',
  diverged: 'Diverged',
  error: 'Error',
};

/** How the matrix kernels read, see cpp/linalg/kernels. */
const kernelNames: Record<string, string> = {
  relaxed: 'relaxed SIMD',
  simd128: 'SIMD128, the same bits everywhere',
};

/** The figure's numbers and words, found by data-readout. */
export function addReadouts(root: ParentNode) {
  const named = (name: string) => root.querySelector(`[data-readout='${name}']`) as HTMLElement;
  function write(name: string, text: string) {
    const element = named(name);
    if (element.textContent === text) return;
    // A text that stands there alone is changed: one more of them each time is much to throw away.
    if (element.firstChild instanceof Text) element.firstChild.data = text;
    else element.textContent = text;
  }
  const chip = root.querySelector('[data-state]') as HTMLElement;
  const bar = root.querySelector("[data-part='progress']") as HTMLProgressElement;
  const message = root.querySelector("[data-part='message']") as HTMLElement;
  const figure = root.querySelector('.figure') as HTMLElement;
  const retry = root.querySelector("[data-action='retry']") as HTMLElement;
  const play = root.querySelector("[data-action='play']") as HTMLElement;

  /** what the run's state has to say */
  let ofState: Message = {text: '', kind: 'plain'};
  let isOther = false; // whether something else is said

  return {
    named,
    write,

    showProgress(run: Run) {
      const {progress, floor, state, settings} = run;
      const target = settings['target-loss'] ?? NaN;
      const [heldOut, least] = apart([progress.heldOutLoss, floor ?? NaN, target], 2, formatLoss);
      const {fraction, epoch, leftTerm, left} = describeProgress(run);
      bar.value = fraction;
      write('epoch', epoch);
      write('left-term', leftTerm);
      write('left', state === 'running' ? left : '–');
      write('step', formatCount(progress.step));
      write('examples', formatCount(progress.examples));
      const {stepsPerSecond} = progress;
      write(
        'rate',
        state === 'running' && stepsPerSecond > 0 ? formatRate(stepsPerSecond, 'steps') : '–',
      );
      write('held-out', heldOut);
      const measured = run.history.at(-1)?.step ?? progress.step;
      const isOlder = state === 'paused' && measured !== progress.step;
      write('held-out-step', isOlder ? `at step ${formatCount(measured)}` : '');
      write('loss', formatLoss(progress.loss));
      write('weight-error', formatLoss(progress.weightError));
      write('floor', least);
      write('kernel', kernelNames[run.kernel ?? ''] ?? '–');
    },

    showState(run: Run) {
      const {state, isAtEnd} = run;
      const name = hasEnded(run) ? 'Ended' : stateNames[state];
      chip.dataset.state = state;
      write('state', name);
      write('announcement', `${name}. ${reasonOf(run)}`);
      play.textContent = state === 'running' ? 'Pause' : 'Play';
      // It still can be pressed, and says why nothing happens; whoever had it in focus, has.
      play.setAttribute('aria-disabled', String(isAtEnd && state !== 'running'));
      retry.hidden = state !== 'diverged';
      figure.classList.toggle('without-weights', state === 'error');
      ofState = stateMessage(run);
      const isNews = ofState.kind !== 'plain' || hasEnded(run);
      if (isNews || !isOther) this.showMessage(''); // what was refused stays said otherwise
    },

    /** What came of taking something away, beside the buttons for it. */
    showTaken(text: string, kind: Message['kind'] = 'bad') {
      named('taken').dataset.kind = kind;
      write('taken', text);
      if (text !== '') write('announcement', text);
    },

    /** @param text empty: what there is to say of the run's state */
    showMessage(text: string, kind: Message['kind'] = 'bad') {
      isOther = text !== '';
      const shown = isOther ? {text, kind} : ofState;
      message.hidden = shown.text === '';
      message.dataset.kind = shown.kind;
      write('message', shown.text);
    },
  };
}
