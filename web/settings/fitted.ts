import {modelNamed} from '../models.ts';
import {settingNamed, settingsTable} from './table.ts';
import type {Setting} from './setting.ts';
import type {Settings} from './table.ts';

/** What is trained, and how. */
type Network = Pick<Settings, 'model' | 'n' | 'optimizer'> & {matrix?: string | null};

/** What is different with a model; either name may be anybody's, "constructor" too. */
function ofModel({key}: Setting, model: string) {
  return modelNamed(model)?.settings[key];
}

/** What is different with an optimiser, by the inputs that there are. */
function ofOptimizer({byOptimizer = {}}: Setting, optimizer: string) {
  return Object.hasOwn(byOptimizer, optimizer) ? byOptimizer[optimizer] : undefined;
}

/** Inputs d of a model. */
export function inputsOf({model, n, matrix = null}: Network) {
  return modelNamed(model)?.inputs(n, matrix) ?? NaN;
}

/** A setting as it is for this network: its default, and what it may be. */
export function fitted(setting: Setting, network: Network): Setting {
  const {model, optimizer} = network;
  const suited = ofOptimizer(setting, optimizer)?.(inputsOf(network));
  const here = {...setting, ...ofModel(setting, model), ...suited};
  const {max = Infinity} = here;
  return typeof here.default === 'number' && here.default > max ? {...here, default: max} : here;
}

/**
 * What makes a setting other than it usually is, to be said after what is allowed: "with n=...".
 */
export function fittedTo(
  setting: Setting,
  {model, optimizer}: Pick<Network, 'model' | 'optimizer'>,
) {
  if (ofOptimizer(setting, optimizer)) return ` with optimizer=${optimizer}`;
  return ofModel(setting, model) ? ` with model=${model}` : '';
}

/** Why this network has no use for a setting, to be said after "key=value"; empty when it has. */
export function whyUnused(
  {models, unusedBy}: Setting,
  {model, optimizer}: Pick<Network, 'model' | 'optimizer'>,
) {
  if (models && !models.includes(model)) {
    return `is not used by model=${model}: it belongs to ${models.join(', ')}.`;
  }
  return unusedBy?.includes(optimizer) ? `is not used by optimizer=${optimizer}.` : '';
}

/** Settings after changes, for checking: what was left at its default follows the changes. */
export function changed(
  settings: Settings,
  changes: Partial<Record<string, unknown>>,
): Partial<Record<string, unknown>> {
  const chosen = settingsTable.filter(setting => {
    const {key} = setting;
    const value = settings[key as keyof Settings];
    return !setting.byOptimizer || value !== fitted(setting, settings).default;
  });
  const kept = chosen.map(({key}) => [key, settings[key as keyof Settings]]);
  return {...Object.fromEntries(kept), ...changes};
}

/**
 * The changes with which another model is chosen: what it has no use for, and what was left at its
 * default, follows it.
 */
export function changesToModel(
  settings: Settings,
  model: string,
): Partial<Record<string, unknown>> {
  const changes: Partial<Record<string, unknown>> = {};
  for (const setting of settingsTable) {
    const {key} = setting;
    const value = settings[key as keyof Settings];
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
 */
export function changesTo(settings: Settings, optimizer: string): Partial<Record<string, unknown>> {
  const network = {...settings, optimizer};
  const changes: Partial<Record<string, unknown>> = {optimizer, lr: null};
  for (const setting of settingsTable) {
    const {key} = setting;
    const value = settings[key as keyof Settings];
    const {min = -Infinity, max = Infinity, values = []} = fitted(setting, network);
    const fits =
      typeof value === 'number' ? value >= min && value <= max : values.includes(String(value));
    if (whyUnused(setting, network) || (setting.byOptimizer && !fits)) changes[key] = undefined;
  }
  return changes;
}
