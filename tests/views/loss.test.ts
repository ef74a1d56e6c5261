import assert from 'node:assert/strict';
import {test} from 'node:test';
import {drawHistory, historyOf, stepsOf} from '../../web/panels/loss/history-plot.ts';
import {theme} from './theme.ts';

/** A context that notes where texts stand. */
function notingContext() {
  const texts = new Map<string, {x: number; y: number}>();
  const known: Record<string, unknown> = {
    fillText: (text: string, x: number, y: number) => texts.set(text, {x, y}),
    measureText: (text: string) => ({width: 6 * text.length}),
    getLineDash: () => [],
  };
  const context = new Proxy(known, {get: (target, name) => target[String(name)] ?? (() => {})});
  return {context: context as unknown as CanvasRenderingContext2D, texts};
}

const point = (step: number, loss: number, heldOutLoss: number) => ({
  ...{step, loss, heldOutLoss},
  weightError: 0.5,
});

function textsOf(points: ReturnType<typeof point>[], floor: number | null = null) {
  const {context, texts} = notingContext();
  const size = {width: 600, height: 300};
  drawHistory(context, historyOf(points, floor, size.width), {...size, theme, cursor: null});
  return texts;
}

test('what was not measured is left out of the lines, not of their steps', () => {
  const history = historyOf([point(0, NaN, 130), point(1, 90, 100)], 1e-12, 600);
  assert.deepEqual(Array.from(history.batch.xs), [1]);
  assert.deepEqual(Array.from(history.heldOut.ys), [130, 100]);
  assert.deepEqual(stepsOf(history), [0, 1]);
});

test('a long history is drawn by few points, with its extremes', () => {
  const points = Array.from({length: 1e5}, (_, step) => point(step, 2, step === 777 ? 1e-9 : 1));
  const history = historyOf(points, null, 600);
  assert.ok(stepsOf(history).length <= 2 * 4 * 600);
  assert.ok(Array.from(history.heldOut.ys).includes(1e-9));
});

test('the name of the batch loss stands below the held-out one’s while they jitter', () => {
  for (const loss of [0.9, 1.1]) {
    const texts = textsOf([point(0, NaN, 1), point(50, loss, 1)]);
    const [batch, heldOut] = [texts.get('batch'), texts.get('held-out')];
    assert.ok(batch && heldOut && batch.y > heldOut.y, `${loss}`);
    assert.equal(Math.round(batch.y - heldOut.y), Math.round(1.2 * theme.labelSize));
  }
  const apart = textsOf([point(0, NaN, 1), point(50, 1e6, 1)]);
  assert.ok(Number(apart.get('batch')?.y) < Number(apart.get('held-out')?.y));
});

test('the floor is named, and in sight from the first point on', () => {
  const texts = textsOf([point(0, NaN, 100)], 1e-12);
  assert.ok(texts.has('float32 floor') && texts.has('10⁻¹²'), [...texts.keys()].join(' '));
  assert.ok(!textsOf([point(0, NaN, 100)]).has('float32 floor'));
});
