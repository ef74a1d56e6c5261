import {costs} from '../../views/butterfly.js';
import {formatCount} from '../../views/format.js';
import {fillTable} from '../tables.js';

/**
 * What the network takes, beside one layer and the FFT.
 * @param {HTMLTableElement} table
 */
export function addButterflyCosts(table) {
  return {
    /** @param {number} n */
    update(n) {
      const {butterfly, dense, fft} = costs(n);
      const rows = [
        ['this network', butterfly],
        ['one dense layer (dft)', dense],
        ['the FFT, radix 2', fft],
      ].map(([name, cost]) => {
        const {weights, products} = /** @type {typeof fft} */ (cost);
        return [String(name), formatCount(weights), formatCount(products)];
      });
      fillTable(
        table,
        {heads: [`at n = ${formatCount(n)}`, 'weights learned', 'multiplications'], rows},
        'Weights, and multiplications to apply them',
      );
    },
  };
}
