import {readRunFile} from '../../formats/run-file.js';
import {formatCount, formatScientific} from '../../views/format.js';
import {optimizerName} from '../controls.js';
import {find} from '../find.js';
import {RunKeeper} from '../run-keeper.js';

/** @typedef {import('../../engine/run.js').Run} Run */
/** @typedef {import('../figure-kind.js').Readouts} Readouts */

/**
 * The offer to go on with the run that this browser keeps, and the note that the present one is kept.
 * @param {{run: Run, root: ParentNode, readouts: Readouts, signal: AbortSignal,
 *   start: () => Promise<void>}} parts start: trains, unless something else speaks against it
 */
export function addKeptRun({run, root, readouts, signal, start}) {
  /** @type {HTMLElement} */
  const offer = find(root, "[data-part='kept']");
  /** @type {HTMLElement[]} */
  const warning = ["[data-part='replaces-kept']", "[data-action='start-afresh']"].map(selector =>
    find(offer, selector),
  );
  const keeper = new RunKeeper(
    run,
    run.settings.model,
    news => {
      const bad = 'problem' in news;
      readouts.write(
        'keeping',
        bad ? news.problem : `Kept in this browser: ${stepText(news.step)}.`,
      );
      readouts.named('keeping').classList.toggle('bad', bad);
    },
    signal,
  );
  run.addEventListener('ready', () => readouts.write('keeping', ''), {signal});
  const offered = keeper.find().then(async found => {
    const text = signal.aborted ? '' : await described(found);
    readouts.write('kept', text);
    offer.hidden = text === '';
  });

  return {
    /** Whether a run may start: not in the place of one that is kept, until that is what is wanted. */
    async mayStart() {
      await offered;
      if (offer.hidden || run.floor !== null) return true;
      for (const each of warning) each.hidden = false;
      offer.querySelector('button')?.focus();
      return false;
    },

    actions: {
      async 'start-afresh'() {
        offer.hidden = true;
        await start();
      },
      'resume-kept': () => keeper.resume(),
      async 'forget-kept'() {
        await keeper.forget();
        offer.hidden = true;
      },
    },
  };
}

/**
 * @param {Awaited<ReturnType<RunKeeper['find']>>} found
 * @returns {Promise<string>} empty: nothing
 */
async function described({kept, note}) {
  const state = note?.state ?? (kept && (await headerOf(kept.head)));
  if (!state) return '';
  const {settings, step} = state;
  const {history = []} = kept ? await headerOf(kept.head) : {};
  const loss = history.at(-1)?.heldOutLoss;
  const lossText = loss ? `, held-out loss ${formatScientific(loss)}` : '';
  const when = new Date(Math.max(kept?.savedAt ?? 0, note?.savedAt ?? 0)).toLocaleString();
  const name = optimizerName(String(settings.optimizer));
  return `${name}, ${stepText(step)}${lossText}; ${when}.`;
}

/** @param {Uint8Array} head */
async function headerOf(head) {
  let at = 0;
  const {header} = await readRunFile(async length => head.subarray(at, (at += length)));
  return header;
}

/** @param {number} step */
function stepText(step) {
  return `step ${formatCount(step)}`;
}
