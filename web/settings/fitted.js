import {models} from './models.js';
import {settingNamed, settingsTable} from './table.js';

/** @typedef {import('./table.js').Setting} Setting */
/** @typedef {import('./table.js').Settings} Settings */
/** @typedef {Pick<Settings, 'model' | 'n' | 'optimizer'> & {matrix?: string | null}} Network what is trained, and how */

/**
 * What a table has under a name that may be anybody's, "constructor" too.
 * @template Entry
 * @param {Readonly<Record<string, Entry>> | undefined} table
 * @param {string} name
 */
function own(table, name) {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}

/**
 * Inputs d of a model.
 * @param {Network} network
 */
export function inputsOf({model, n, matrix = null}) {
  return own(models, model)?.inputs(n, matrix) ?? NaN;
}

/**
 * A setting as it is for this network: its default, and what it may be.
 * @param {Setting} setting
 * @param {Network} network
 * @returns {Setting}
 */
export function fitted(setting, network) {
  const {model, optimizer} = network;
  const {byModel, byOptimizer} = setting;
  const ofOptimizer = own(byOptimizer, optimizer)?.(inputsOf(network));
  const here = {...setting, ...own(byModel, model), ...ofOptimizer};
  const {max = Infinity} = here;
  return typeof here.default === 'number' && here.default > max ? {...here, default: max} : here;
}

/**
 * What makes a setting other than it usually is, to be said after what is allowed: "with n=...".
 * @param {Setting} setting
 * @param {Pick<Network, 'model' | 'optimizer'>} network
 */
export function fittedTo({byModel, byOptimizer}, {model, optimizer}) {
  if (own(byOptimizer, optimizer)) return ` with optimizer=${optimizer}`;
  return own(byModel, model) ? ` with model=${model}` : '';
}

/**
 * Why this network has no use for a setting, to be said after "key=value"; empty when it has.
 * @param {Setting} setting
 * @param {Pick<Network, 'model' | 'optimizer'>} network
 */
export function whyUnused({models, unusedBy}, {model, optimizer}) {
  if (models && !models.includes(model)) {
    return `is not used by model=${model}: it belongs to ${models.join(', ')}.`;
  }
  return unusedBy?.includes(optimizer) ? `is not used by optimizer=${optimizer}.` : '';
}

/**
 * Settings after changes, for checking: what was left at its default follows the changes.
 * @param {Settings} settings
 * @param {Partial<Record<string, unknown>>} changes
 * @returns {Partial<Record<string, unknown>>}
 */
export function changed(settings, changes) {
  const chosen = settingsTable.filter(setting => {
    const {key} = setting;
    const value = settings[/** @type {keyof Settings} */ (key)];
    return !setting.byOptimizer || value !== fitted(setting, settings).default;
  });
  const kept = chosen.map(({key}) => [key, settings[/** @type {keyof Settings} */ (key)]]);
  return {...Object.fromEntries(kept), ...changes};
}

/**
 * The changes with which another model is chosen: what it has no use for, and what was left at its
 * default, follows it.
 * @param {Settings} settings
 * @param {string} model
 * @returns {Partial<Record<string, unknown>>}
 */
export function changesToModel(settings, model) {
  /** @type {Partial<Record<string, unknown>>} */
  const changes = {};
  for (const setting of settingsTable) {
    const {key} = setting;
    const value = settings[/** @type {keyof Settings} */ (key)];
    const isDefault = value === fitted(setting, settings).default;
    if (isDefault || whyUnused(setting, {...settings, model})) changes[key] = undefined;
  }
  const {default: usual} = fitted(settingNamed('optimizer'), {...settings, model});
  // What suits one optimiser does not suit another.
  if ('optimizer' in changes && usual !== settings.optimizer) changes.lr = undefined;
  return {...changes, model};
}

/**
 * The changes with which another optimiser is chosen: what suits one does not suit another, so its
 * own learning rate, and its own default for what it cannot use as it is.
 * @param {Settings} settings
 * @param {string} optimizer
 * @returns {Partial<Record<string, unknown>>}
 */
export function changesTo(settings, optimizer) {
  const network = {...settings, optimizer};
  /** @type {Partial<Record<string, unknown>>} */
  const changes = {optimizer, lr: null};
  for (const setting of settingsTable) {
    const {key} = setting;
    const value = settings[/** @type {keyof Settings} */ (key)];
    const {min = -Infinity, max = Infinity, values = []} = fitted(setting, network);
    const fits =
      typeof value === 'number' ? value >= min && value <= max : values.includes(String(value));
    if (whyUnused(setting, network) || (setting.byOptimizer && !fits)) changes[key] = undefined;
  }
  return changes;
}
