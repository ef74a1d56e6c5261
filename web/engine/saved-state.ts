import {ContentError} from '../formats/content-error.ts';
import {checkSetting, completeSettings} from '../settings/check.ts';
import {typedValue} from '../settings/typed-value.ts';
import type {Settings} from '../settings/table.ts';
import type {Point} from './logbook.ts';
import type {RateChanges} from '../settings/rate-changes.ts';

/** A training run as it can be written down: replaying it gives the same bits. */
export interface SavedState {
  version: 1;
  settings: Settings;
  schedule: RateChanges;
  step: number;
}

/** What a saved run tells of its past; null stands for NaN, which JSON does not know. */
export interface Past {
  loss: number | null;
  seconds: number;
  history: {[Key in keyof Point]: Key extends 'step' ? number : number | null}[];
}

/** What is no saved state at all, in a sentence. */
export class StateError extends TypeError {}

/**
 * Steps that a saved run may have: 2^43, so that its examples, 1024 a step at most, are counted
 * exactly.
 */
const mostSteps = 2 ** 43;

/**
 * @returns a checked copy
 * @throws StateError | RangeError saying what is wrong with it
 */
export function checkedState(saved: unknown): SavedState {
  if (typeof saved !== 'object' || saved === null) {
    throw new StateError(`A saved state is an object, not ${typedValue(saved)}.`);
  }
  const {version, settings, schedule, step} = saved as Record<string, unknown>;
  if (version !== 1) {
    throw new RangeError(
      `A saved state of version ${typedValue(version)} cannot be used: allowed is 1.`,
    );
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new StateError('A saved state needs its settings (an object).');
  }
  if (!Array.isArray(schedule) || !schedule.every(Array.isArray)) {
    throw new StateError('A saved state needs its schedule: an array of [step, rate].');
  }
  return {
    version,
    settings: completeSettings({...settings}),
    schedule: checkedSchedule(schedule),
    step: stepNumber('step', step),
  };
}

function checkedSchedule(schedule: unknown[][]): RateChanges {
  return schedule.map(([begin, rate], i) => {
    checkSetting('lr', rate);
    const step = stepNumber('schedule step', begin);
    if (i > 0 && step <= Number(schedule[i - 1][0])) {
      throw new RangeError(
        `schedule step=${step} of a saved state comes after ${schedule[i - 1][0]}: allowed are ` +
          'ascending steps.',
      );
    }
    return [step, rate as number];
  });
}

/**
 * What a saved run tells of its past. JSON knows no NaN: null is a number that there was not.
 * @throws ContentError saying what is wrong with it
 */
export function checkLogbook(
  told: Record<string, unknown>,
): asserts told is Record<string, unknown> & Past {
  const {loss, seconds, history} = told;
  const isNumberFrom0 = (value: unknown) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0;
  const isLoss = (value: unknown) => value === null || isNumberFrom0(value);
  if (!isLoss(loss)) {
    throw new ContentError(`has a loss that is no number from 0: ${typedValue(loss)}`);
  }
  if (!isNumberFrom0(seconds)) {
    throw new ContentError(`has a time that is no number from 0: seconds=${typedValue(seconds)}`);
  }
  const isPoint = (point: Partial<Record<keyof Point, unknown>> | null) =>
    Number.isSafeInteger(point?.step) &&
    [point?.loss, point?.heldOutLoss, point?.weightError].every(isLoss);
  if (!Array.isArray(history) || !history.every(isPoint)) {
    throw new ContentError(
      'has a history that is no list of {step, loss, heldOutLoss, weightError}',
    );
  }
}

function stepNumber(name: string, value: unknown) {
  if (Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= mostSteps) {
    return Number(value) + 0; // not -0
  }
  throw new RangeError(
    `${name}=${typedValue(value)} of a saved state: allowed is a whole number from 0 to ${mostSteps}.`,
  );
}
