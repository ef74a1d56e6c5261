import {blockInRow, cellsBlockAt, createCells, drawCells, rowOf} from './cells.ts';
import {diagramBlockAt, drawDiagram} from './diagram.ts';
import {butterflyHeight, butterflyLayout, mostLines} from './layout.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import {pointOn} from '../../kit/stages.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Block} from './factors.ts';
import type {ButterflyLayout} from './layout.ts';
import type {Theme} from '../../kit/theme.ts';

/** What it needs of what is shown. */
export interface Needs {
  n: number;
  layers: number;
  selected: Block;
  theme: Theme;
  colours: string[];
  /** the block of another layer that the selected one’s upper line runs through */
  inLayer: (layer: number) => Block;
}

/** A butterfly: point, tap or use the arrow keys to choose the block whose weights are told. */
export function addButterfly({
  scene,
  stages,
  canvas,
  signal,
  read,
  describe,
  select,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  signal: AbortSignal;
  read: () => Float64Array | null;
  describe: () => string;
  select: (block: Block) => void;
}) {
  let cells: ReturnType<typeof createCells> | null = null;
  let layout: ButterflyLayout | null = null;

  stages.add(
    canvas,
    ({context, width, height}) => {
      const factors = read();
      const {n, layers, selected, theme, colours} = scene;
      context.clearRect(0, 0, width, height);
      context.setLineDash([]);
      if (!factors) return;
      layout = butterflyLayout({n, layers, width, theme});
      if (n <= mostLines) {
        drawDiagram(context, {factors, selected}, {layout, theme, colours});
      } else {
        if (cells?.n !== n || cells.colours !== colours) cells = createCells(n, colours, theme.bad);
        cells.write(factors);
        drawCells(context, {cells: cells.canvas, selected}, {layout, theme});
      }
    },
    () => butterflyHeight(scene.n, scene.theme),
  );

  function chooseUnder(event: PointerEvent | MouseEvent) {
    if (!layout) return;
    const {x, y} = pointOn(event);
    select((layout.n <= mostLines ? diagramBlockAt : cellsBlockAt)(x, y, layout));
  }

  /** The next block up or down, in the order in which they are drawn. */
  function beside(by: number): Block {
    const {n, selected} = scene;
    if (n <= mostLines) return {...selected, index: selected.index + by};
    const row = Math.max(0, Math.min(n / 2 - 1, rowOf(selected, n) + by));
    return blockInRow({layer: selected.layer, row}, n);
  }

  canvas.addEventListener('click', chooseUnder, {signal});
  canvas.addEventListener('pointermove', event => event.buttons > 0 && chooseUnder(event), {
    signal,
  });
  onKeys(canvas, signal, event => {
    const {layer} = scene.selected;
    const far = event.shiftKey ? Math.max(1, scene.n / 16) : 1;
    const moves: Record<string, () => Block> = {
      ArrowLeft: () => scene.inLayer(layer - 1),
      ArrowRight: () => scene.inLayer(layer + 1),
      ArrowUp: () => beside(-far),
      ArrowDown: () => beside(far),
    };
    const move = moveOf(event, moves);
    if (move) select(move());
    return move !== undefined;
  });

  return {
    describe() {
      if (read()) canvas.setAttribute('aria-label', describe());
    },
  };
}
