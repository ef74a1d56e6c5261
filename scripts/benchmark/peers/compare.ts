import {waitForIdle} from '../idle.ts';
import {interleaved} from '../interleaved.ts';
import {NotInstalled} from './not-installed.ts';
import type {Add} from '../main.ts';
import type {Limit} from '../limits.ts';

/** Something that does the task in question again and again. */
export interface Contestant {
  /** with its settings */
  name: string;
  /** of one round, larger is better */
  rate: () => Promise<number>;
  /** what it is and that it does what it should */
  describe: () => Promise<string>;
  close: () => Promise<void>;
}
export type Opener = () => Promise<Contestant>;

interface Peer {
  name: string;
  /** settings to try: the fastest is compared */
  candidates: Opener[];
  /** of the ratio ours / theirs */
  limit?: Limit;
  rounds: number;
}

/**
 * Our rate beside each peer's, in interleaved rounds; rows of both and of their ratio.
 * @param unit of the rates
 * @param isIdle waits for the machine; whether it is idle then
 */
export async function compare(
  task: string,
  unit: string,
  ourCandidates: Opener[],
  peers: Peer[],
  add: Add,
  isIdle: () => Promise<boolean> = waitForIdle,
) {
  const ours = await fastestOf(task, unit, ourCandidates, add);
  try {
    add(`${task}: ours is`, unit, [await ours.rate()], undefined, await ours.describe());
    for (const peer of peers) await compareWith(peer, ours, task, unit, add, isIdle);
  } finally {
    await ours.close();
  }
}

async function compareWith(
  {name, candidates, limit, rounds}: Peer,
  ours: Contestant,
  task: string,
  unit: string,
  add: Add,
  isIdle: () => Promise<boolean>,
) {
  const title = `${task}: ours / ${name}`;
  let theirs;
  try {
    theirs = await fastestOf(task, unit, candidates, add);
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    add(title, 'x', null, limit, error.message);
    return;
  }
  try {
    const idle = await isIdle();
    const measured = await interleaved(ours.rate, theirs.rate, rounds);
    const state = idle ? '' : '; the machine was busy';
    add(`${task}: ours, beside ${name}`, unit, measured.ours, undefined, ours.name);
    add(`${task}: ${name}`, unit, measured.theirs, undefined, await theirs.describe());
    add(title, 'x', measured.ratios, limit, `${theirs.name}${state}`);
  } finally {
    await theirs.close();
  }
}

/** The fastest of some settings in a round each, after one of warm-up; the others are closed. */
export async function fastestOf(
  task: string,
  unit: string,
  candidates: Opener[],
  add: Add,
): Promise<Contestant> {
  if (candidates.length === 1) return candidates[0]();
  const open: {contestant: Contestant; rate: number}[] = [];
  try {
    for (const opener of candidates) {
      const candidate = {contestant: await opener(), rate: 0};
      open.push(candidate);
      await candidate.contestant.rate();
      candidate.rate = await candidate.contestant.rate();
      add(`${task}: one round of ${candidate.contestant.name}`, unit, [candidate.rate]);
      open.sort((a, b) => b.rate - a.rate);
      for (const {contestant} of open.splice(1)) await contestant.close();
    }
    return open[0].contestant;
  } catch (error) {
    for (const {contestant} of open) await contestant.close();
    throw error;
  }
}
