import assert from 'node:assert/strict';
import {test} from 'node:test';
import {layerCount, linesOf, twiddleTurns} from '../../web/panels/butterfly/factors.ts';
import {blockInRow, cellsBlockAt, rowOf} from '../../web/panels/butterfly/cells.ts';
import {diagramBlockAt} from '../../web/panels/butterfly/diagram.ts';
import {butterflyLayout, layerX} from '../../web/panels/butterfly/layout.ts';
import {theme} from './theme.ts';

test('rows of a layer are its blocks, sorted by their twiddle factors', () => {
  const n = 64;
  for (let layer = 0; layer < layerCount(n); layer++) {
    const rows = Array.from({length: n / 2}, (_, row) => blockInRow({layer, row}, n));
    assert.equal(new Set(rows.map(({index}) => index)).size, n / 2);
    assert.deepEqual(
      rows.map(block => rowOf(block, n)),
      rows.map((_, row) => row),
    );
    const turns = rows.map(twiddleTurns);
    assert.deepEqual(
      turns,
      [...turns].sort((one, other) => other - one),
    );
    assert.equal(new Set(turns).size, 2 ** layer);
  }
});

for (const [n, blockAt] of [
  [8, diagramBlockAt],
  [1024, cellsBlockAt],
] as const) {
  test(`the block under a point is the one that is drawn there, n = ${n}`, () => {
    const layers = layerCount(n);
    const layout = butterflyLayout({n, layers, width: 400, theme});
    const {top, bottom} = layout;
    for (let layer = 0; layer < layers; layer++) {
      const x = (layerX(layer, layout) + layerX(layer + 1, layout)) / 2;
      for (let index = 0; index < n / 2; index += n / 8) {
        const places =
          n === 8
            ? Object.values(linesOf({layer, index})).map(line => (line + 0.5) / n)
            : [(rowOf({layer, index}, n) + 0.5) / (n / 2)];
        for (const share of places) {
          assert.deepEqual(blockAt(x, top + share * (bottom - top), layout), {layer, index});
        }
      }
    }
    assert.equal(blockAt(-50, -50, layout).layer, 0); // beside it: the nearest
    assert.equal(blockAt(5000, 5000, layout).layer, layers - 1);
  });
}
