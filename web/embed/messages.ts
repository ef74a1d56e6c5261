import {settingsTable} from '../settings/table.ts';
import type {State, Progress} from '../engine/protocol.ts';

/**
 * What a frame and its host page say to each other by postMessage. Each message is an object with
 * `protocol`; one that is not exactly of this form is not read. The receiver looks at the sender
 * (event.source) before.
 */

/** Changes when a message changes its meaning: an old host does not talk to a new frame. */
const protocol = 'fourier-net/1';

/** Methods of a figure that a host may call. */
export const methods = [
  'play',
  'pause',
  'step',
  'reset',
  'newSeed',
  'getState',
  'setState',
  'exportWeights',
] as const;

type Told = Omit<Progress, 'position'>;
export type Method = (typeof methods)[number];

/**
 * What a frame says. hello: calls are listened to; height: of the content, in CSS pixels; state:
 * what the event tells, `error` for a setting that is refused, too; current: the run's
 */
export type FromFrame =
  | {type: 'hello'}
  | {type: 'height'; height: number}
  | {type: 'ready'}
  | {type: 'statechange'; state: State; reason: string; current: State}
  | {type: 'progress'; progress: Told}
  | {type: 'answer'; id: number; value: unknown}
  | {type: 'refusal'; id: number; name: string; message: string};

/**
 * What a host says. attribute: as of the element, null when it is taken away; start: Play was
 * pressed on the host's side; focus: and what had the focus there is gone
 */
export type FromHost =
  | {type: 'call'; id: number; method: Method; args: unknown[]}
  | {type: 'attribute'; key: string; value: string | null}
  | {type: 'start'; focus: boolean};

const states = ['idle', 'loading', 'running', 'paused', 'converged', 'diverged', 'error'];
const numbers = ['step', 'examples', 'loss', 'heldOutLoss', 'weightError', 'stepsPerSecond'];

/** What each message holds beside its type. */
type Shape = Record<string, (value: unknown) => boolean>;

const frameShapes: Record<FromFrame['type'], Shape> = {
  hello: {},
  height: {height: value => typeof value === 'number' && Number.isFinite(value) && value >= 0},
  ready: {},
  statechange: {state: isState, reason: isText, current: isState},
  progress: {progress: isProgress},
  answer: {id: isNumber, value: () => true},
  refusal: {id: isNumber, name: isText, message: isText},
};

const hostShapes: Record<FromHost['type'], Shape> = {
  call: {id: isNumber, method: value => methods.includes(value as Method), args: isShortList},
  attribute: {
    key: value => settingsTable.some(({key}) => key === value),
    value: value => value === null || isText(value),
  },
  start: {focus: value => typeof value === 'boolean'},
};

/** A message with what marks it as one of ours. */
export function marked(message: FromFrame | FromHost) {
  return {protocol, ...message};
}

/**
 * @param data of a message event
 * @returns a copy; null when it is anything else
 */
export function readFromFrame(data: unknown): FromFrame | null {
  return read(data, frameShapes) as FromFrame | null;
}

/**
 * @param data of a message event
 * @returns a copy; null when it is anything else
 */
export function readFromHost(data: unknown): FromHost | null {
  return read(data, hostShapes) as FromHost | null;
}

function read(data: unknown, shapes: Record<string, Shape>) {
  if (typeof data !== 'object' || data === null) return null;
  const given = data as Record<string, unknown>;
  const {type} = given;
  if (given.protocol !== protocol || typeof type !== 'string') return null;
  if (!Object.hasOwn(shapes, type)) return null;
  const shape = shapes[type];
  const keys = Object.keys(shape);
  if (Object.keys(given).length !== keys.length + 2) return null;
  for (const key of keys) {
    if (!Object.hasOwn(given, key) || !shape[key](given[key])) return null;
  }
  return {type, ...Object.fromEntries(keys.map(key => [key, given[key]]))};
}

function isText(value: unknown) {
  return typeof value === 'string';
}

function isNumber(value: unknown) {
  return Number.isSafeInteger(value);
}

function isState(value: unknown) {
  return states.includes(value as string);
}

function isShortList(value: unknown) {
  return Array.isArray(value) && value.length <= 1;
}

/** @param value NaN is a number: there is no loss before the first step */
function isProgress(value: unknown) {
  if (typeof value !== 'object' || value === null) return false;
  const told = value as Record<string, unknown>;
  return (
    Object.keys(told).length === numbers.length &&
    numbers.every(key => typeof told[key] === 'number')
  );
}
