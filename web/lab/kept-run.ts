import {isStorageError, UnreadableError, UnreadableNote} from '../storage/storage-error.ts';
import {formatCount, formatScientific} from '../words/format.ts';
import {optimizerName} from './controls.ts';
import {find} from '../kit/find.ts';
import {RunKeeper} from '../runs/run-keeper.ts';
import type {Run} from '../engine/run.ts';
import type {KeptRun} from '../storage/kept-run.ts';
import type {Readouts} from './panels.ts';
import type {Found, News} from '../runs/run-keeper.ts';

/**
 * The offer to go on with the run that this browser keeps, and the note that the present one is kept,
 * or why not.
 * @param parts start: trains, unless something else speaks against it
 */
export function addKeptRun({
  run,
  root,
  readouts,
  signal,
  start,
}: {
  run: Run;
  root: ParentNode;
  readouts: Readouts;
  signal: AbortSignal;
  start: () => Promise<void>;
}) {
  const offer: HTMLElement = find(root, "[data-part='kept']");
  const warning: HTMLElement[] = [
    "[data-part='replaces-kept']",
    "[data-action='start-afresh']",
  ].map(selector => find(offer, selector));
  const remove: HTMLElement = find(root, "[data-action='remove-kept']");
  const keeping = readouts.named('keeping');
  const keeper = new RunKeeper(run, run.settings.model, tell, signal);
  /** what is offered */
  let offered: Found | null = null;
  /** what the reader may have removed */
  let obstacle: UnreadableError | KeptRun | null = null;

  /** Whether nothing can be kept until the reader removes what is there: a note is not in the way. */
  const standsInTheWay = () => obstacle !== null && !(obstacle instanceof UnreadableNote);

  function tell(news: News) {
    if ('obstacle' in news) {
      ({obstacle} = news);
      remove.hidden = obstacle === null;
      readouts.write('obstacle', obstacle ? obstacleText(obstacle) : '');
      if (standsInTheWay()) write('', false); // that nothing is kept is said once
    } else if ('problem' in news) {
      if (!standsInTheWay()) write(news.problem, true);
    } else {
      if (standsInTheWay()) tell({obstacle: null}); // it is gone
      const gap = news.noted ? '' : ' Steps after it are not: the browser refuses to note them.';
      write(`Kept in this browser: ${stepText(news.step)}.${gap}`, false);
    }
  }

  function write(text: string, isBad: boolean) {
    readouts.write('keeping', text);
    keeping.classList.toggle('bad', isBad);
  }

  function show(found: Found) {
    if (signal.aborted) return;
    if (found.unreadable) tell({obstacle: found.unreadable});
    const text = described(found);
    readouts.write('kept', text);
    offer.hidden = text === '';
    offered = text === '' ? null : found;
  }

  // What was kept of a run before is no news of this one; that nothing can be kept still holds.
  const begin = () => keeping.classList.contains('bad') || write('', false);
  run.addEventListener('ready', begin, {signal});

  async function forget() {
    try {
      await keeper.forget();
    } catch (error) {
      throw inWords('removed', error);
    }
  }

  const looked = keeper.find().then(async found => {
    show(found);
    // It may be there all the same, and come while nothing is in its place yet.
    if (found.problem) void keeper.find(Infinity).then(late => run.floor === null && show(late));
  });

  return {
    /** Whether a run may start: not in the place of one that is kept, until that is what is wanted. */
    async mayStart() {
      await looked;
      if (!offered || run.floor !== null) return true;
      for (const each of warning) each.hidden = false;
      offer.querySelector('button')?.focus();
      return false;
    },

    actions: {
      async 'start-afresh'() {
        if (offered) keeper.replace(offered);
        offered = null;
        offer.hidden = true;
        await start();
      },

      async 'resume-kept'() {
        if (!offered) return;
        try {
          await keeper.resume(offered);
        } catch (error) {
          if (!(error instanceof UnreadableError)) throw inWords('opened', error);
          tell({obstacle: error});
          offered = null;
          offer.hidden = true;
        }
      },

      async 'forget-kept'() {
        await forget();
        offered = null;
        offer.hidden = true;
      },

      'remove-kept': () => (obstacle instanceof UnreadableNote ? keeper.forgetNote() : forget()),
    },
  };
}

/**
 * @param done what should have been done with the kept run
 * @returns in a sentence where it is the storage's
 */
function inWords(done: string, error: unknown): unknown {
  if (!isStorageError(error)) return error;
  const text = `What this browser keeps cannot be ${done} now: ${error.message}.`;
  return new Error(text, {cause: error});
}

/** What stands in the place of the run, in words. */
function obstacleText(obstacle: UnreadableError | KeptRun) {
  if (!(obstacle instanceof UnreadableError)) {
    const text = described({kept: obstacle, note: null});
    return `This browser keeps another run of this network: ${text} It stays until you remove it; until then this one is not kept.`;
  }
  const [what, until] =
    obstacle instanceof UnreadableNote
      ? ['noted of', 'what comes after a kept step is not noted']
      : ['keeps of', 'no other is kept'];
  return `What this browser ${what} a run cannot be read. ${obstacle.message} It stays until you remove it; until then ${until}.`;
}

/** @returns empty: nothing */
function described({kept, note}: Pick<Found, 'kept' | 'note'>): string {
  const state = note?.state ?? kept?.state;
  if (!state) return '';
  const {settings, step} = state;
  const loss = kept?.header.history.at(-1)?.heldOutLoss;
  const lossText = loss ? `, held-out loss ${formatScientific(loss)}` : '';
  const when = new Date(Math.max(kept?.savedAt ?? 0, note?.savedAt ?? 0)).toLocaleString();
  const name = optimizerName(String(settings.optimizer));
  return `${name}, ${stepText(step)}${lossText}; ${when}.`;
}

function stepText(step: number) {
  return `step ${formatCount(step)}`;
}
