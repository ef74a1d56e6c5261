import {linesOf} from '../../panels/butterfly/factors.ts';
import {formatComplex} from '../../words/format.ts';
import {find} from '../../kit/find.ts';
import {fillTable} from '../../kit/tables.ts';
import type {ButterflyScene} from './scene.ts';
import type {Block} from '../../panels/butterfly/factors.ts';
import type {Readouts} from '../../lab/panels.ts';

/** The selected block's four weights as numbers, and two sliders to select it. */
export function addButterflyBlock({
  scene,
  root,
  readouts,
  signal,
  select,
}: {
  scene: ButterflyScene;
  root: ParentNode;
  readouts: Readouts;
  signal: AbortSignal;
  select: (block: Block) => void;
}) {
  const table: HTMLTableElement = find(root, "[data-part='block']");
  const layer: HTMLInputElement = find(root, "[data-part='layer-slider']");
  const block: HTMLInputElement = find(root, "[data-part='block-slider']");
  layer.addEventListener('input', () => select(scene.inLayer(Number(layer.value) - 1)), {signal});
  block.addEventListener(
    'input',
    () => select({...scene.selected, index: Number(block.value) - 1}),
    {signal},
  );

  return {
    update() {
      const {selected, layers, n} = scene;
      layer.max = String(layers);
      layer.value = String(selected.layer + 1);
      block.max = String(n / 2);
      block.value = String(selected.index + 1);
      const {upper, lower} = linesOf(selected);
      readouts.write('layer', `${layer.value} of ${layers}`);
      readouts.write('block', `${block.value} of ${n / 2}`);
      readouts.write('lines', `${upper} and ${lower}`);
      const {learned, divided, truth} = scene.block ?? {};
      const rows = [
        [upper, upper],
        [lower, upper],
        [upper, lower],
        [lower, lower],
      ].map(([from, to], weight) => [
        `${from}→${to}`,
        ...[learned, divided, truth].map(values =>
          values ? formatComplex(values[2 * weight], values[2 * weight + 1]) : '–',
        ),
      ]);
      const heads = ['line', 'as learned', 'scaling divided out', 'Cooley and Tukey'];
      fillTable(table, {heads, rows}, 'The four weights of the selected block');
    },
  };
}
