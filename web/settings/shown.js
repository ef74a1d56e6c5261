/**
 * What shows a run: not every model.
 * @typedef {object} Shown
 * @property {string} label what the figure is called
 * @property {readonly string[]} models that it can show, the default first
 */

/**
 * @param {unknown} model
 * @param {Shown} shown
 * @throws {RangeError} naming the figure, the model and what is allowed
 */
export function checkShown(model, {label, models}) {
  if (models.includes(String(model))) return;
  throw new RangeError(
    `model=${model} is not possible in “${label}”: this figure shows ${models.join(', ')}.`,
  );
}

/**
 * @template {{model: string}} Settings
 * @param {Settings} settings
 * @param {Shown | null} shown null: whatever it is
 * @throws {RangeError}
 */
export function accepted(settings, shown) {
  if (shown) checkShown(settings.model, shown);
  return settings;
}
