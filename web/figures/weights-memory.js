/** Bytes a weight takes: itself, and what its optimiser remembers. @type {Record<string, number>} */
const bytesAWeight = {sgd: 4, lms: 4, momentum: 8, adam: 12, amsgrad: 16};

/**
 * Memory of the weights in words: `70 MB`.
 * @param {number} weights how many
 * @param {string} optimizer
 */
export function describeMemory(weights, optimizer) {
  const megabytes = (weights * bytesAWeight[optimizer]) / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
