import {waitForIdle} from '../idle.mjs';
import {interleaved} from '../interleaved.mjs';
import {NotInstalled} from './not-installed.mjs';

/** @typedef {import('../main.mjs').Add} Add */
/** @typedef {import('../limits.mjs').Limit} Limit */

/**
 * Something that does the task in question again and again.
 * @typedef {object} Contestant
 * @property {string} name with its settings
 * @property {() => Promise<number>} rate of one round, larger is better
 * @property {() => Promise<string>} describe what it is and that it does what it should
 * @property {() => Promise<void>} close
 */
/** @typedef {() => Promise<Contestant>} Opener */

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {Opener[]} candidates settings to try: the fastest is compared
 * @property {Limit} [limit] of the ratio ours / theirs
 * @property {number} rounds
 */

/**
 * Our rate beside each peer's, in interleaved rounds; rows of both and of their ratio.
 * @param {string} task
 * @param {string} unit of the rates
 * @param {Opener[]} ourCandidates
 * @param {Peer[]} peers
 * @param {Add} add
 * @param {() => Promise<boolean>} [isIdle] waits for the machine; whether it is idle then
 */
export async function compare(task, unit, ourCandidates, peers, add, isIdle = waitForIdle) {
  const ours = await fastestOf(task, unit, ourCandidates, add);
  try {
    add(`${task}: ours is`, unit, [await ours.rate()], undefined, await ours.describe());
    for (const peer of peers) await compareWith(peer, ours, task, unit, add, isIdle);
  } finally {
    await ours.close();
  }
}

/**
 * @param {Peer} peer
 * @param {Contestant} ours
 * @param {string} task
 * @param {string} unit
 * @param {Add} add
 * @param {() => Promise<boolean>} isIdle
 */
async function compareWith({name, candidates, limit, rounds}, ours, task, unit, add, isIdle) {
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

/**
 * The fastest of some settings in a round each, after one of warm-up; the others are closed.
 * @param {string} task
 * @param {string} unit
 * @param {Opener[]} candidates
 * @param {Add} add
 * @returns {Promise<Contestant>}
 */
export async function fastestOf(task, unit, candidates, add) {
  if (candidates.length === 1) return candidates[0]();
  /** @type {{contestant: Contestant, rate: number}[]} */
  const open = [];
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
