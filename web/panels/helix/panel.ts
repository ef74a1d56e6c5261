import {describeHelix, drawHelix} from './draw.ts';
import {DEFAULT_ANGLE} from '../../kit/projection.ts';
import {moveOf, onKeys} from '../../kit/keys.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {BinWeights} from '../rows/bin-weights.ts';

/** What it needs of what is shown. */
export interface Needs {
  binWeights: BinWeights | null;
  theme: Theme;
}

/** Angles in radians. */
export const helixViews = {
  helix: DEFAULT_ANGLE,
  side: {yaw: 0, pitch: 0},
  end: {yaw: Math.PI / 2, pitch: 0},
};

const turnByKey = 0.1;
const radiansAPixel = 0.01;
const highestPitch = 1.4;

/**
 * The spiral of the selected bin: drag, or use the arrow keys, to turn it. A vertical drag by touch
 * scrolls the page.
 */
export function addHelix({
  scene,
  stages,
  canvas,
  signal,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  signal: AbortSignal;
}) {
  let {yaw, pitch} = helixViews.helix;

  stages.add(canvas, ({context, width, height}) => {
    const {binWeights, theme} = scene;
    if (binWeights) drawHelix(context, binWeights, {width, height, theme, yaw, pitch});
  });

  function turnTo(angles: {yaw: number; pitch: number}) {
    yaw = angles.yaw;
    pitch = Math.max(-highestPitch, Math.min(highestPitch, angles.pitch));
    stages.invalidate(canvas);
  }

  let held: {x: number; y: number} | null = null;
  canvas.addEventListener(
    'pointerdown',
    event => {
      held = {x: event.clientX, y: event.clientY};
      canvas.setPointerCapture(event.pointerId);
    },
    {signal},
  );
  canvas.addEventListener(
    'pointermove',
    event => {
      if (!held) return;
      turnTo({
        yaw: yaw + (event.clientX - held.x) * radiansAPixel,
        pitch: pitch + (event.clientY - held.y) * radiansAPixel,
      });
      held = {x: event.clientX, y: event.clientY};
    },
    {signal},
  );
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    canvas.addEventListener(type, () => (held = null), {signal});
  }
  onKeys(canvas, signal, event => {
    const turns: Record<string, {yaw: number; pitch: number}> = {
      ArrowLeft: {yaw: yaw - turnByKey, pitch},
      ArrowRight: {yaw: yaw + turnByKey, pitch},
      ArrowUp: {yaw, pitch: pitch - turnByKey},
      ArrowDown: {yaw, pitch: pitch + turnByKey},
    };
    const turn = moveOf(event, turns);
    if (turn) turnTo(turn);
    return turn !== undefined;
  });

  return {
    turnTo,
    describe() {
      const {binWeights} = scene;
      if (binWeights) canvas.setAttribute('aria-label', describeHelix(binWeights));
    },
  };
}
