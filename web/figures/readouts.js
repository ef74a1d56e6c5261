import {describeProgress} from './run-progress.js';
import {hasEnded, reasonOf, stateMessage} from './state-message.js';
import {apart} from '../apart.js';
import {formatCount, formatLoss, formatRate} from '../views/format.js';

/** @typedef {import('../engine/protocol.js').State} State */
/** @typedef {import('../engine/run.js').Run} Run */
/** @typedef {import('./state-message.js').Message} Message */

/** How the states read. @type {Record<State, string>} */
export const stateNames = {
  idle: 'Ready',
  loading: 'Loading',
  running: 'Training',
  paused: 'Paused',
  converged: 'Converged',
  diverged: 'Diverged',
  error: 'Error',
};

/** How the matrix kernels read, see cpp/linalg/kernels. @type {Record<string, string>} */
const kernelNames = {
  relaxed: 'relaxed SIMD',
  simd128: 'SIMD128, the same bits everywhere',
};

/**
 * The figure's numbers and words, found by data-readout.
 * @param {ParentNode} root
 */
export function addReadouts(root) {
  /** @param {string} name */
  const named = name => /** @type {HTMLElement} */ (root.querySelector(`[data-readout='${name}']`));
  /**
   * @param {string} name
   * @param {string} text
   */
  function write(name, text) {
    const element = named(name);
    if (element.textContent === text) return;
    // A text that stands there alone is changed: one more of them each time is much to throw away.
    if (element.firstChild instanceof Text) element.firstChild.data = text;
    else element.textContent = text;
  }
  const chip = /** @type {HTMLElement} */ (root.querySelector('[data-state]'));
  const bar = /** @type {HTMLProgressElement} */ (root.querySelector("[data-part='progress']"));
  const message = /** @type {HTMLElement} */ (root.querySelector("[data-part='message']"));
  const figure = /** @type {HTMLElement} */ (root.querySelector('.figure'));
  const retry = /** @type {HTMLElement} */ (root.querySelector("[data-action='retry']"));
  const play = /** @type {HTMLElement} */ (root.querySelector("[data-action='play']"));

  /** @type {Message} what the run's state has to say */
  let ofState = {text: '', kind: 'plain'};
  let isOther = false; // whether something else is said

  return {
    named,
    write,

    /** @param {Run} run */
    showProgress(run) {
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

    /** @param {Run} run */
    showState(run) {
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

    /**
     * What came of taking something away, beside the buttons for it.
     * @param {string} text
     * @param {Message['kind']} [kind]
     */
    showTaken(text, kind = 'bad') {
      named('taken').dataset.kind = kind;
      write('taken', text);
      if (text !== '') write('announcement', text);
    },

    /**
     * @param {string} text empty: what there is to say of the run's state
     * @param {Message['kind']} [kind]
     */
    showMessage(text, kind = 'bad') {
      isOther = text !== '';
      const shown = isOther ? {text, kind} : ofState;
      message.hidden = shown.text === '';
      message.dataset.kind = shown.kind;
      write('message', shown.text);
    },
  };
}
