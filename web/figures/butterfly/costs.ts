import {costs} from '../../panels/butterfly/factors.ts';
import {formatCount} from '../../words/format.ts';
import {fillTable} from '../../kit/tables.ts';

/** What the network takes, beside one layer and the FFT. */
export function addButterflyCosts(table: HTMLTableElement) {
  return {
    update(n: number) {
      const {butterfly, dense, fft} = costs(n);
      const rows = [
        ['this network', butterfly],
        ['one dense layer (dft)', dense],
        ['the FFT, radix 2', fft],
      ].map(([name, cost]) => {
        const {weights, products} = cost as typeof fft;
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
