import {hopsFor} from './cell.js';
import {fitted, fittedTo, whyUnused} from './fitted.js';
import {allowedMatrix, isMatrix} from '#matrix';
import {parseNumber} from './number.js';
import {parseRateChanges} from './rate-changes.js';
import {allowedResponse, isSomething, parseResponse} from './response.js';
import {shownValue} from './shown-value.js';
import {settingNamed, settingsTable} from './table.js';
import {typedValue} from './typed-value.js';

/** @typedef {import('./table.js').Setting} Setting */
/** @typedef {import('./table.js').Settings} Settings */
/** @typedef {import('./table.js').Value} Value */

/**
 * Settings that are texts of a form of their own: whether it is right, and what it is, in words.
 * @type {Partial<Record<Setting['type'], {isRight: (text: string) => boolean, allowed: () => string}>>}
 */
const forms = {
  schedule: {
    isRight: isSchedule,
    allowed: () =>
      `step:rate,step:rate with ascending steps from 1, each rate ${allowedRange(settingNamed('lr'))}`,
  },
  numbers: {isRight: text => parseResponse(text) !== null, allowed: () => allowedResponse},
  matrix: {isRight: isMatrix, allowed: () => allowedMatrix},
};

/**
 * What a setting may be, in words: "a whole number from 1 to 1024".
 * @param {Setting} setting
 * @returns {string}
 */
export function allowedRange(setting) {
  const words = (setting.values ?? []).join(', ');
  if (setting.type === 'flag') return 'true or false';
  if (setting.type === 'choice') return words;
  const form = forms[setting.type];
  if (form) return form.allowed();
  const kind = setting.type === 'integer' ? 'a whole number' : 'a number';
  return `${kind} from ${setting.min} to ${setting.max}${words && `, or ${words}`}`;
}

/**
 * @param {Setting} setting
 * @param {unknown} value
 * @param {string} [when] under which this is so
 */
function refuse(setting, value, when = '') {
  return new RangeError(
    `${given(setting, value)} is not possible: allowed is ${allowedRange(setting)}${when}.`,
  );
}

/**
 * "key=value"; of a file's bytes, no more than tells that it is one.
 * @param {Setting} setting
 * @param {unknown} value
 */
function given({key, type}, value) {
  if (typeof value !== 'string') return `${key}=${typedValue(value)}`;
  const isFile = type === 'matrix' && value.length > 12;
  return `${key}=${shownValue(isFile ? `${value.slice(0, 12)}…` : value)}`;
}

/** @param {string} text */
function isSchedule(text) {
  const {min = 0, max = 0} = settingNamed('lr');
  return parseRateChanges(text)?.every(([, rate]) => rate >= min && rate <= max) ?? false;
}

/**
 * A value as text (URL, attribute, flag, text field) turned into the setting's type.
 * @param {string} key
 * @param {string} text
 * @param {string} [model] whose setting it is; left out: of any that there is
 * @returns {Value}
 * @throws {RangeError} naming the key, the value and what is allowed
 */
export function parseSetting(key, text, model = '') {
  const setting = fitted(settingNamed(key), {model, optimizer: '', n: NaN});
  const refused = () => {
    const unused = model && whyUnused(setting, {model, optimizer: ''});
    if (unused) return new RangeError(`${given(setting, text)} ${unused}`);
    return refuse(setting, text, fittedTo(settingNamed(key), {model, optimizer: ''}));
  };
  const trimmed = text.trim();
  if (setting.type === 'flag') {
    if (trimmed === '' || trimmed === 'true' || trimmed === '1') return true;
    if (trimmed === 'false' || trimmed === '0') return false;
    throw refused();
  }
  const value = setting.type in forms ? trimmed : parseNumber(trimmed);
  const chosen = setting.values?.find(each => each === trimmed || each === value);
  if (chosen !== undefined) return chosen;
  if (setting.type === 'choice' || Number.isNaN(value)) throw refused();
  try {
    return checkValue(setting, value);
  } catch {
    throw refused(); // as it was written
  }
}

/**
 * @param {string} key
 * @param {unknown} value of the setting's own type, null for "left out" where that is its default
 * @returns {Value}
 * @throws {RangeError}
 */
export function checkSetting(key, value) {
  return checkValue(settingNamed(key), value);
}

/**
 * @param {unknown} model
 * @param {import('./shown.js').Shown} shown
 * @throws {RangeError} naming the figure, the model and what is allowed
 */
export function checkShown(model, {label, models}) {
  if (models.includes(String(model))) return;
  throw new RangeError(
    `model=${model} is not possible in “${label}”: this figure shows ${models.join(', ')}.`,
  );
}

/**
 * @param {Setting} setting
 * @param {unknown} value
 * @param {string} [when] for the message
 * @returns {Value}
 */
function checkValue(setting, value, when = '') {
  if (value === null && setting.default === null) return null;
  if (setting.type === 'flag' && typeof value === 'boolean') return value;
  const form = forms[setting.type];
  if (form) {
    if (typeof value !== 'string' || !form.isRight(value)) throw refuse(setting, value);
    return value;
  }
  if (setting.values?.some(allowed => allowed === value)) return /** @type {Value} */ (value);
  const fits =
    (setting.type === 'integer' ? Number.isInteger(value) : setting.type === 'number') &&
    typeof value === 'number' &&
    value >= /** @type {number} */ (setting.min) &&
    value <= /** @type {number} */ (setting.max);
  if (!fits) {
    const isText = typeof value === 'string' && !Number.isNaN(parseNumber(value)); // "4" for 4
    throw refuse(setting, value, `${when}${isText ? ', not a text' : ''}`);
  }
  return value;
}

/**
 * @param {Pick<Settings, 'model' | 'n' | 'response'>} settings
 */
function checkResponse({model, n, response}) {
  if (model === 'convolution' && !isSomething(response, n)) {
    throw new RangeError(
      `response=${shownValue(response)} comes to 0 with n=${n}: allowed is ${allowedResponse}.`,
    );
  }
}

/**
 * @param {Pick<Settings, 'steps' | 'epochs' | 'examples'>} settings
 */
function checkEnd({steps, epochs, examples}) {
  if (steps !== null && epochs !== null) {
    throw new RangeError(
      `steps=${steps} and epochs=${epochs} are two ends for one run: give one of them.`,
    );
  }
  if (epochs !== null && examples === 'streaming') {
    throw new RangeError(
      `epochs=${epochs} is not possible with examples=streaming, which has no epochs: give steps.`,
    );
  }
}

/**
 * Given values over the defaults, each checked, and checked together.
 * @param {Partial<Record<string, unknown>>} [settings]
 * @returns {Settings}
 * @throws {RangeError}
 */
export function completeSettings(settings = {}) {
  for (const key of Object.keys(settings)) settingNamed(key);
  /** @type {Record<string, Value>} */
  const values = {};
  const model = String(checkSetting('model', settings.model ?? settingNamed('model').default));
  const chosen = (/** @type {string} */ key) => {
    const usual = fitted(settingNamed(key), {model, optimizer: '', n: NaN}).default;
    return checkSetting(key, settings[key] ?? usual);
  };
  const optimizer = String(chosen('optimizer'));
  const matrix = /** @type {string | null} */ (chosen('matrix'));
  if (model === 'own' && matrix === null) {
    throw new RangeError(`model=own needs a matrix: allowed is ${allowedMatrix}.`);
  }
  const network = {model, optimizer, n: Number(chosen('n')), matrix};
  for (const setting of settingsTable) {
    const {key} = setting;
    const here = fitted(setting, network);
    values[key] = settings[key] === undefined ? here.default : checkSetting(key, settings[key]);
    const reason = whyUnused(setting, network);
    if (reason && values[key] !== here.default) {
      throw new RangeError(`${given(setting, values[key])} ${reason}`);
    }
    if (!reason) checkValue(here, values[key], fittedTo(setting, network));
  }
  if (model === 'recurrent') {
    const {nperseg} = values;
    const here = {...settingNamed('hop'), ...hopsFor(Number(nperseg))};
    checkValue(here, values.hop, ` with nperseg=${nperseg}`);
  }
  checkResponse(/** @type {any} */ (values));
  checkEnd(/** @type {any} */ (values));
  return /** @type {Settings} */ (/** @type {unknown} */ (values));
}
