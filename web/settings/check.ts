import {hopsFor} from './cell.ts';
import {fitted, fittedTo, whyUnused} from './fitted.ts';
import {allowedMatrix, isMatrix} from '#matrix';
import {parseNumber} from './number.ts';
import {parseRateChanges} from './rate-changes.ts';
import {allowedResponse, isSomething, parseResponse} from './response.ts';
import {shownValue} from './shown-value.ts';
import {settingNamed, settingsTable} from './table.ts';
import {typedValue} from './typed-value.ts';
import type {Setting, Value} from './setting.ts';
import type {Settings} from './table.ts';
import type {Shown} from './shown.ts';

/**
 * Settings that are texts of a form of their own: whether it is right, and what it is, in words.
 */
const forms: Partial<
  Record<Setting['type'], {isRight: (text: string) => boolean; allowed: () => string}>
> = {
  schedule: {
    isRight: isSchedule,
    allowed: () =>
      `step:rate,step:rate with ascending steps from 1, each rate ${allowedRange(settingNamed('lr'))}`,
  },
  numbers: {isRight: text => parseResponse(text) !== null, allowed: () => allowedResponse},
  matrix: {isRight: isMatrix, allowed: () => allowedMatrix},
};

/** What a setting may be, in words: "a whole number from 1 to 1024". */
export function allowedRange(setting: Setting): string {
  const words = (setting.values ?? []).join(', ');
  if (setting.type === 'flag') return 'true or false';
  if (setting.type === 'choice') return words;
  const form = forms[setting.type];
  if (form) return form.allowed();
  const kind = setting.type === 'integer' ? 'a whole number' : 'a number';
  return `${kind} from ${setting.min} to ${setting.max}${words && `, or ${words}`}`;
}

/** @param when under which this is so */
function refuse(setting: Setting, value: unknown, when = '') {
  return new RangeError(
    `${given(setting, value)} is not possible: allowed is ${allowedRange(setting)}${when}.`,
  );
}

/** "key=value"; of a file's bytes, no more than tells that it is one. */
function given({key, type}: Setting, value: unknown) {
  if (typeof value !== 'string') return `${key}=${typedValue(value)}`;
  const isFile = type === 'matrix' && value.length > 12;
  return `${key}=${shownValue(isFile ? `${value.slice(0, 12)}…` : value)}`;
}

function isSchedule(text: string) {
  const {min = 0, max = 0} = settingNamed('lr');
  return parseRateChanges(text)?.every(([, rate]) => rate >= min && rate <= max) ?? false;
}

/**
 * A value as text (URL, attribute, flag, text field) turned into the setting's type.
 * @param model whose setting it is; left out: of any that there is
 * @throws RangeError naming the key, the value and what is allowed
 */
export function parseSetting(key: string, text: string, model = ''): Value {
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
 * @param value of the setting's own type, null for "left out" where that is its default
 * @throws RangeError
 */
export function checkSetting(key: string, value: unknown): Value {
  return checkValue(settingNamed(key), value);
}

/** @throws RangeError naming the figure, the model and what is allowed */
export function checkShown(model: unknown, {label, models}: Shown) {
  if (models.includes(String(model))) return;
  throw new RangeError(
    `model=${model} is not possible in “${label}”: this figure shows ${models.join(', ')}.`,
  );
}

/** @param when for the message */
function checkValue(setting: Setting, value: unknown, when = ''): Value {
  if (value === null && setting.default === null) return null;
  if (setting.type === 'flag' && typeof value === 'boolean') return value;
  const form = forms[setting.type];
  if (form) {
    if (typeof value !== 'string' || !form.isRight(value)) throw refuse(setting, value);
    return value;
  }
  if (setting.values?.some(allowed => allowed === value)) return value as Value;
  const fits =
    (setting.type === 'integer' ? Number.isInteger(value) : setting.type === 'number') &&
    typeof value === 'number' &&
    value >= (setting.min as number) &&
    value <= (setting.max as number);
  if (!fits) {
    const isText = typeof value === 'string' && !Number.isNaN(parseNumber(value)); // "4" for 4
    throw refuse(setting, value, `${when}${isText ? ', not a text' : ''}`);
  }
  return value;
}

function checkResponse({model, n, response}: Pick<Settings, 'model' | 'n' | 'response'>) {
  if (model === 'convolution' && !isSomething(response, n)) {
    throw new RangeError(
      `response=${shownValue(response)} comes to 0 with n=${n}: allowed is ${allowedResponse}.`,
    );
  }
}

function checkEnd({steps, epochs, examples}: Pick<Settings, 'steps' | 'epochs' | 'examples'>) {
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
 * @throws RangeError
 */
export function completeSettings(settings: Partial<Record<string, unknown>> = {}): Settings {
  for (const key of Object.keys(settings)) settingNamed(key);
  const values: Record<string, Value> = {};
  const model = String(checkSetting('model', settings.model ?? settingNamed('model').default));
  const chosen = (key: string) => {
    const usual = fitted(settingNamed(key), {model, optimizer: '', n: NaN}).default;
    return checkSetting(key, settings[key] ?? usual);
  };
  const optimizer = String(chosen('optimizer'));
  const matrix = chosen('matrix') as string | null;
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
  const complete = values as unknown as Settings;
  checkResponse(complete);
  checkEnd(complete);
  return complete;
}
