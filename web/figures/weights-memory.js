/** Bytes a weight takes: itself, and what its optimiser remembers. @type {Record<string, number>} */
const bytesAWeight = {
  sgd: 4,
  lms: 4,
  kaczmarz: 4,
  momentum: 8,
  exact: 8,
  adam: 12,
  amsgrad: 16,
};

/**
 * Of the weights, and what the optimiser remembers of them. With `exact` every worker has X^T X and
 * its inverse, too, (inputs, inputs) each.
 * @param {{weights: number, inputs: number}} network
 * @param {string} optimizer
 * @param {number} [workers]
 */
export function memoryOf({weights, inputs}, optimizer, workers = 1) {
  const matrices = optimizer === 'exact' ? 2 * workers * inputs ** 2 : 0;
  return weights * bytesAWeight[optimizer] + 4 * matrices;
}

/**
 * @param {number} bytes
 * @returns {string} in words: `70 MB`
 */
export function formatMemory(bytes) {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
