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
 * Of the weights, and what the optimiser remembers of them.
 * @param {number} weights how many
 * @param {string} optimizer
 */
export function memoryOf(weights, optimizer) {
  return weights * bytesAWeight[optimizer];
}

/**
 * @param {number} bytes
 * @returns {string} in words: `70 MB`
 */
export function formatMemory(bytes) {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
