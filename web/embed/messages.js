import {settingsTable} from '../settings/table.js';

/**
 * What a frame and its host page say to each other by postMessage. Each message is an object with
 * `protocol`; one that is not exactly of this form is not read. The receiver looks at the sender
 * (event.source) before.
 */

/** Changes when a message changes its meaning: an old host does not talk to a new frame. */
const protocol = 'fourier-net/1';

/** Methods of a figure that a host may call. */
export const methods = /** @type {const} */ ([
  'play',
  'pause',
  'step',
  'reset',
  'newSeed',
  'getState',
  'setState',
  'exportWeights',
]);

/** @typedef {import('../engine/protocol.js').State} State */
/** @typedef {Omit<import('../engine/protocol.js').Progress, 'position'>} Told */
/** @typedef {typeof methods[number]} Method */

/**
 * @typedef {{type: 'hello'} |
 *   {type: 'height', height: number} |
 *   {type: 'ready'} |
 *   {type: 'statechange', state: State, reason: string, current: State} |
 *   {type: 'progress', progress: Told} |
 *   {type: 'answer', id: number, value: unknown} |
 *   {type: 'refusal', id: number, name: string, message: string}} FromFrame
 * hello: calls are listened to; height: of the content, in CSS pixels; state: what the event tells,
 * `error` for a setting that is refused, too; current: the run's
 */

/**
 * @typedef {{type: 'call', id: number, method: Method, args: unknown[]} |
 *   {type: 'attribute', key: string, value: string | null} |
 *   {type: 'start', focus: boolean}} FromHost
 * attribute: as of the element, null when it is taken away; start: Play was pressed on the
 * host's side; focus: and what had the focus there is gone
 */

const states = ['idle', 'loading', 'running', 'paused', 'converged', 'diverged', 'error'];
const numbers = ['step', 'examples', 'loss', 'heldOutLoss', 'weightError', 'stepsPerSecond'];

/**
 * What each message holds beside its type.
 * @typedef {Record<string, (value: any) => boolean>} Shape
 */

/** @type {Record<FromFrame['type'], Shape>} */
const frameShapes = {
  hello: {},
  height: {height: value => Number.isFinite(value) && value >= 0},
  ready: {},
  statechange: {state: isState, reason: isText, current: isState},
  progress: {progress: isProgress},
  answer: {id: isNumber, value: () => true},
  refusal: {id: isNumber, name: isText, message: isText},
};

/** @type {Record<FromHost['type'], Shape>} */
const hostShapes = {
  call: {id: isNumber, method: value => methods.includes(value), args: isShortList},
  attribute: {
    key: value => settingsTable.some(({key}) => key === value),
    value: value => value === null || isText(value),
  },
  start: {focus: value => typeof value === 'boolean'},
};

/**
 * A message with what marks it as one of ours.
 * @param {FromFrame | FromHost} message
 */
export function marked(message) {
  return {protocol, ...message};
}

/**
 * @param {unknown} data of a message event
 * @returns {FromFrame | null} a copy; null when it is anything else
 */
export function readFromFrame(data) {
  return /** @type {FromFrame | null} */ (read(data, frameShapes));
}

/**
 * @param {unknown} data of a message event
 * @returns {FromHost | null} a copy; null when it is anything else
 */
export function readFromHost(data) {
  return /** @type {FromHost | null} */ (read(data, hostShapes));
}

/**
 * @param {unknown} data
 * @param {Record<string, Shape>} shapes
 */
function read(data, shapes) {
  if (typeof data !== 'object' || data === null) return null;
  const given = /** @type {Record<string, unknown>} */ (data);
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

/** @param {unknown} value */
function isText(value) {
  return typeof value === 'string';
}

/** @param {unknown} value */
function isNumber(value) {
  return Number.isSafeInteger(value);
}

/** @param {unknown} value */
function isState(value) {
  return states.includes(/** @type {string} */ (value));
}

/** @param {unknown} value */
function isShortList(value) {
  return Array.isArray(value) && value.length <= 1;
}

/** @param {unknown} value NaN is a number: there is no loss before the first step */
function isProgress(value) {
  if (typeof value !== 'object' || value === null) return false;
  const told = /** @type {Record<string, unknown>} */ (value);
  return (
    Object.keys(told).length === numbers.length &&
    numbers.every(key => typeof told[key] === 'number')
  );
}
