/**
 * An element that is known to be there.
 * @template {Element} Kind
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {Kind}
 */
export function find(within, selector) {
  return /** @type {Kind} */ (within.querySelector(selector));
}
