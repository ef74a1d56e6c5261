import {checkedState, checkLogbook} from '../engine/saved-state.ts';
import {readRunFile} from '../formats/run-file.ts';
import {UnreadableError} from './storage-error.ts';
import type {Kept, Stored} from './run-shelf.ts';
import type {RunHeader} from '../formats/run-file.ts';
import type {Past, SavedState} from '../engine/saved-state.ts';
import type {Settings} from '../settings/table.ts';

/** A kept run and what its head tells. */
export type KeptRun = Kept & {header: RunHeader & Past; state: SavedState};

/**
 * What lies under a name, if it is a run that this page can go on with. Its pieces are counted; what
 * is in them is read when the run is opened.
 * @throws UnreadableError
 */
export async function readKept({record, pieces}: Stored, model: string): Promise<KeptRun> {
  try {
    const kept = checkedRecord(record);
    const header = await headerOf(kept.head);
    const state = checkedState(header);
    checkLogbook(header);
    checkModel(state.settings, model);
    if (pieces !== header.records) {
      throw new TypeError(`is not whole: it has ${pieces} of its ${header.records} pieces`);
    }
    return {...kept, header, state};
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * @param error of a reader: a TypeError, RangeError or SyntaxError says what is wrong with
 * what it read, as a clause (“is truncated”) or a sentence
 * @returns an UnreadableError in sentences; any other error as it is
 */
export function unreadable(error: unknown): unknown {
  if (error instanceof SyntaxError) return new UnreadableError('It is damaged.', {cause: error});
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const {message} = error;
  const sentence = /^(is|has) /.test(message) ? `It ${message}` : message;
  return new UnreadableError(sentence.replace(/\.?$/, '.'), {cause: error});
}

/** @throws TypeError */
export function checkModel(settings: Settings, model: string) {
  if (settings.model !== model) throw new TypeError(`is a run of model=${settings.model}`);
}

/** @param value whether it is milliseconds since 1970 that a date can be made of */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function checkedRecord(record: unknown): Kept {
  const {generation, head, savedAt} = (record ?? {}) as Partial<Record<keyof Kept, unknown>>;
  if (typeof generation !== 'string' || !(head instanceof Uint8Array) || !isTime(savedAt)) {
    throw new TypeError('is no run as this page keeps it');
  }
  return {generation, head, savedAt};
}

async function headerOf(head: Uint8Array) {
  let at = 0;
  const {header} = await readRunFile(async length => head.subarray(at, (at += length)));
  return header;
}
