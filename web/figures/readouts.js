import {describeProgress} from './run-progress.js';
import {formatCount, formatLoss, formatRate, typeset} from '../views/format.js';

/** @typedef {import('../engine/protocol.js').State} State */
/** @typedef {import('../engine/run.js').Run} Run */

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

/** @typedef {'good' | 'plain' | 'bad'} MessageKind */

/** States whose reason is shown. @type {Partial<Record<State, MessageKind>>} */
const messageKinds = {converged: 'good', diverged: 'bad', error: 'bad'};

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

  let ofState = false; // whether the message tells of a state, and so goes with it

  return {
    named,
    write,

    /** @param {Run} run */
    showProgress(run) {
      const {progress, floor, state} = run;
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
      write('held-out', formatLoss(progress.heldOutLoss));
      write('loss', formatLoss(progress.loss));
      write('weight-error', formatLoss(progress.weightError));
      write('floor', formatLoss(floor ?? NaN));
      write('kernel', kernelNames[run.kernel ?? ''] ?? '–');
    },

    /** @param {Run} run */
    showState({state, reason, isAtEnd}) {
      const name = state === 'paused' && isAtEnd ? 'Ended' : stateNames[state];
      chip.dataset.state = state;
      write('state', name);
      const words = state === 'error' ? reason : typeset(reason); // there may be an address in it
      write('announcement', `${name}. ${words}`);
      play.textContent = state === 'running' ? 'Pause' : 'Play';
      // It still can be pressed, and says why nothing happens; whoever had it in focus, has.
      play.ariaDisabled = String(isAtEnd && state !== 'running');
      retry.hidden = state !== 'diverged';
      figure.classList.toggle('without-weights', state === 'error');
      const kind = messageKinds[state] ?? (isAtEnd && state === 'paused' ? 'plain' : '');
      if (kind) {
        this.showMessage(words, kind);
        ofState = true;
      } else if (ofState || (state === 'running' && message.dataset.kind === 'good')) {
        this.showMessage(''); // what was refused stays said
      }
    },

    /**
     * @param {string} text empty: none
     * @param {MessageKind} [kind]
     */
    showMessage(text, kind = 'bad') {
      ofState = false;
      message.hidden = text === '';
      message.dataset.kind = kind;
      write('message', text);
    },
  };
}
