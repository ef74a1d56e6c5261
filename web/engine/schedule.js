/**
 * When a run is evaluated on its held-out examples: after each of the first 16 steps, then after 16
 * evaluations for each doubling of the step count, and from step 1024 on every 64 steps. It is a
 * function of the step alone, so that a run stops at the same step whoever drives it.
 * @param {number} step steps completed
 * @returns {number} the next step after which there is an evaluation
 */
export function nextEvaluation(step) {
  let spacing = 1;
  while (spacing < 64 && step >= 32 * spacing) spacing *= 2;
  return (Math.floor(step / spacing) + 1) * spacing;
}

/**
 * Steps of a run that was asked to end after some steps or epochs; Infinity when it was not.
 * @param {import('../settings/table.js').Settings} settings
 */
export function lastStep({steps, epochs, examples, batch}) {
  if (steps !== null) return steps;
  if (epochs === null) return Infinity;
  if (examples === 'streaming') {
    throw new RangeError(
      `epochs=${epochs} is not possible with examples=streaming, which has no epochs: give steps.`,
    );
  }
  return epochs * Math.ceil(examples / batch);
}

/**
 * Examples seen in the first `step` steps; an epoch's last batch takes what is left.
 * @param {number} step
 * @param {import('../settings/table.js').Settings} settings
 */
export function examplesSeen(step, {examples, batch}) {
  if (examples === 'streaming') return step * batch;
  const stepsPerEpoch = Math.ceil(examples / batch);
  return Math.floor(step / stepsPerEpoch) * examples + (step % stepsPerEpoch) * batch;
}
