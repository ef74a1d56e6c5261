/**
 * The butterfly diagram: a line for each value, from the left in bit-reversed order to the outputs at
 * the right; between two columns of nodes each edge has the colour of the weight that it multiplies
 * by.
 */
import {bitReversed, blockOfLine, blockSize, linesOf} from './factors.ts';
import {drawLayerNames, layerAt, layerX} from './layout.ts';
import {formatCount} from '../../words/format.ts';
import {phaseEntry} from '../../kit/phase-colour.ts';
import type {Block} from './factors.ts';
import type {ButterflyLayout} from './layout.ts';
import type {Theme} from '../../kit/theme.ts';

type Edge = [x0: number, y0: number, x1: number, y1: number];

/** @param options colours: of phaseTable */
export function drawDiagram(
  context: CanvasRenderingContext2D,
  {factors, selected}: {factors: Float64Array; selected: Block},
  {layout, theme, colours}: {layout: ButterflyLayout; theme: Theme; colours: string[]},
) {
  const spacing = spacingOf(layout);
  const edges = edgesByEntry(factors, layout, () => true);
  context.lineCap = 'round';
  strokeEdges(context, edges, {colours, theme, width: Math.max(0.8, Math.min(2.5, spacing / 9))});
  drawNodes(context, layout, theme);
  const own = edgesByEntry(
    factors,
    layout,
    (layer, index) => layer === selected.layer && index === selected.index,
  );
  for (const list of own.values()) strokeAll(context, list, theme.surface, 8);
  strokeEdges(context, own, {colours, theme, width: 4});
  drawEnds(context, layout, selected, theme);
  drawLayerNames(context, layout, selected.layer, theme);
  drawLineNames(context, layout, theme);
  context.lineCap = 'butt';
}

/** The block under a point. */
export function diagramBlockAt(x: number, y: number, layout: ButterflyLayout): Block {
  const {n, top} = layout;
  const layer = layerAt(x, layout);
  const line = Math.max(0, Math.min(n - 1, Math.floor((y - top) / spacingOf(layout))));
  return {layer, index: blockOfLine(layer, line)};
}

function spacingOf({n, top, bottom}: ButterflyLayout) {
  return (bottom - top) / n;
}

function lineY(line: number, layout: ButterflyLayout) {
  return layout.top + (line + 0.5) * spacingOf(layout);
}

/**
 * Edges by the colour that they have: a path each is much less work than a path an edge.
 * @returns by entry of the colour table
 */
function edgesByEntry(
  factors: Float64Array,
  layout: ButterflyLayout,
  wanted: (layer: number, index: number) => boolean,
): Map<number, Edge[]> {
  const {n, layers} = layout;
  const edges = new Map<number, Edge[]>();
  for (let layer = 0; layer < layers; layer++) {
    const [x0, x1] = [layerX(layer, layout), layerX(layer + 1, layout)];
    for (let index = 0; index < n / 2; index++) {
      if (!wanted(layer, index)) continue;
      const {upper, lower} = linesOf({layer, index});
      let at = ((layer * n) / 2 + index) * blockSize;
      for (const to of [upper, lower]) {
        for (const from of [upper, lower]) {
          const entry = phaseEntry(factors[at], factors[at + 1]);
          const list = edges.get(entry) ?? [];
          list.push([x0, lineY(from, layout), x1, lineY(to, layout)]);
          edges.set(entry, list);
          at += 2;
        }
      }
    }
  }
  return edges;
}

/** The faint ones first. */
function strokeEdges(
  context: CanvasRenderingContext2D,
  edges: Map<number, Edge[]>,
  {colours, theme, width}: {colours: string[]; theme: Theme; width: number},
) {
  for (const entry of [...edges.keys()].sort((one, other) => one - other)) {
    strokeAll(context, edges.get(entry) ?? [], colours[entry] ?? theme.bad, width);
  }
}

function strokeAll(
  context: CanvasRenderingContext2D,
  edges: Edge[],
  colour: string,
  width: number,
) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const [x0, y0, x1, y1] of edges) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
  context.stroke();
}

/** Where lines meet, where there is room for it. */
function drawNodes(context: CanvasRenderingContext2D, layout: ButterflyLayout, theme: Theme) {
  const radius = Math.min(3, spacingOf(layout) / 6);
  if (radius < 1) return;
  context.fillStyle = theme.axis;
  context.beginPath();
  for (let boundary = 0; boundary <= layout.layers; boundary++) {
    const x = layerX(boundary, layout);
    for (let line = 0; line < layout.n; line++) {
      context.moveTo(x, lineY(line, layout));
      context.arc(x, lineY(line, layout), radius, 0, 2 * Math.PI);
    }
  }
  context.fill();
}

/** The four nodes of the selected block. */
function drawEnds(
  context: CanvasRenderingContext2D,
  layout: ButterflyLayout,
  selected: Block,
  theme: Theme,
) {
  const {upper, lower} = linesOf(selected);
  const radius = Math.max(2, Math.min(4, spacingOf(layout) / 2));
  context.fillStyle = theme.ink;
  context.strokeStyle = theme.surface;
  context.lineWidth = 1.5;
  for (const boundary of [selected.layer, selected.layer + 1]) {
    for (const line of [upper, lower]) {
      context.beginPath();
      context.arc(layerX(boundary, layout), lineY(line, layout), radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }
}

/**
 * Which input each line begins with, and which output it ends in: all of them, or the first and last.
 */
function drawLineNames(context: CanvasRenderingContext2D, layout: ButterflyLayout, theme: Theme) {
  const {n, left, right} = layout;
  const em = theme.labelSize;
  const all = spacingOf(layout) >= 1.15 * em;
  context.font = theme.labelFont;
  context.fillStyle = theme.muted;
  context.textBaseline = 'middle';
  for (let line = 0; line < n; line += all ? 1 : n - 1) {
    const y = lineY(line, layout);
    context.textAlign = 'right';
    context.fillText(formatCount(bitReversed(line, n)), left - 8, y);
    context.textAlign = 'left';
    context.fillText(formatCount(line), right + 8, y);
  }
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText('input', 1, 1 + 1.35 * em);
  context.textAlign = 'right';
  context.fillText('output', right + 3.2 * em - 1, 1 + 1.35 * em);
}
