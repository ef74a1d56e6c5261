import {lastStep, stepsPerEpoch} from '../engine/schedule.ts';
import {formatCount, formatDuration} from '../words/format.ts';
import type {Progress} from '../engine/protocol.ts';
import type {Run} from '../engine/run.ts';

/**
 * How far a run has come, parts of steps included: towards its end where it has one, else towards
 * the end of the epoch.
 * @returns epoch: "3.4 of 10"; left: the time it will take, in words
 */
export function describeProgress({
  progress,
  settings,
  goalStep,
}: Pick<Run, 'settings' | 'goalStep'> & {
  progress: Pick<Progress, 'position' | 'stepsPerSecond'>;
}): {
  fraction: number;
  epoch: string;
  leftTerm: string;
  left: string;
} {
  const {position, stepsPerSecond} = progress;
  const epoch = stepsPerEpoch(settings);
  const decayed = settings['decay-steps'] ?? Infinity; // where it ends unless told to go on
  const planned = Math.min(lastStep(settings), position <= decayed ? decayed : Infinity);
  const end = goalStep < Infinity ? goalStep : planned;
  const target = end < Infinity ? end : (Math.floor(position / epoch) + 1) * epoch;
  const begin = end < Infinity ? 0 : target - epoch;
  const seconds = (target - position) / stepsPerSecond;
  const epochs = formatEpoch(position / epoch);
  return {
    fraction: Math.min(1, (position - begin) / (target - begin)),
    epoch: planned < Infinity ? `${epochs} of ${formatEpoch(planned / epoch)}` : epochs,
    leftTerm: end < Infinity ? 'Run ends in' : 'Epoch ends in',
    left: target > position && Number.isFinite(seconds) ? formatDuration(seconds) : '–',
  };
}

function formatEpoch(count: number) {
  return count < 100 ? String(Math.floor(count * 10) / 10) : formatCount(Math.floor(count));
}
