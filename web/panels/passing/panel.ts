import {formatTime, timeOf} from '../../kit/stft-axes.ts';
import type {Stages} from '../../kit/stages.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** What it needs of what is shown. */
export interface Needs {
  axes: StftAxes;
  /** frames that have been */
  heard: number;
}

/** Seconds in which all of the sound goes by. */
const passTime = 8;

/** Milliseconds from one picture of it to the next, at least. */
const interval = 50;

/**
 * Lets the sound go by, frame after frame, by itself or hop by hop. It moves by itself when it is
 * told to and as long as someone sees it; where reduced motion is asked for, only by hand.
 * @param parts `canvases`: that show what has been heard
 */
export function addPassing({
  scene,
  stages,
  canvases,
  button,
  slider,
  readout,
  signal,
}: {
  scene: Needs;
  stages: Stages;
  canvases: HTMLCanvasElement[];
  button: HTMLButtonElement;
  slider: HTMLInputElement;
  readout: HTMLElement;
  signal: AbortSignal;
}) {
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  let moving = false;
  /** Passes follow one another; otherwise it ends with the sound. */
  let again = false;
  let visible = false;
  let frame = 0;
  let last = 0;
  let shownAt = 0;
  /** Frames heard, parts of them included. */
  let position = Infinity;

  function show() {
    const {axes} = scene;
    scene.heard = Math.min(axes.frames, Math.floor(position));
    slider.max = String(axes.frames);
    slider.value = String(scene.heard);
    const end = timeOf(axes, scene.heard - 1) + axes.nperseg / 2 / axes.fs;
    readout.textContent = scene.heard === 0 ? 'nothing' : formatTime(axes, end);
    slider.setAttribute('aria-valuetext', readout.textContent);
    for (const canvas of canvases) stages.invalidate(canvas);
  }

  function move(now: number) {
    frame = 0;
    const {frames} = scene.axes;
    position += (frames * Math.min(100, now - last)) / (1000 * passTime);
    last = now;
    if (position >= frames && again) position = 0;
    if (position >= frames) stop();
    if (!moving || now - shownAt >= interval) {
      shownAt = now;
      show();
    }
    goOn();
  }

  function goOn() {
    if (!moving || !visible || frame !== 0 || signal.aborted) return;
    last = performance.now();
    frame = requestAnimationFrame(move);
  }

  function stop() {
    moving = again = false;
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = 'Let it pass by';
  }

  function start() {
    if (reducedMotion.matches) return;
    if (position >= scene.axes.frames) position = 0;
    moving = true;
    button.textContent = 'Hold';
    goOn();
  }

  function showMotion() {
    button.hidden = reducedMotion.matches;
    if (reducedMotion.matches) stop();
  }

  reducedMotion.addEventListener('change', showMotion, {signal});
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  slider.addEventListener(
    'input',
    () => {
      stop();
      position = Number(slider.value);
      show();
    },
    {signal},
  );
  showMotion();

  return {
    /** The button: goes on, or holds. */
    toggle() {
      if (!moving) return start();
      stop();
      show();
    },
    oneHop() {
      stop();
      const {frames} = scene.axes;
      position = position >= frames ? 1 : Math.floor(position) + 1;
      show();
    },
    /** While the network learns, the sound passes again and again; then that pass is the last. */
    setLearning(learning: boolean) {
      if (learning && !again && !moving) start();
      again = learning && moving;
    },
    /** There is another sound, or it has other frames. */
    afresh() {
      if (!moving) position = Infinity;
      show();
    },
    setVisible(isVisible: boolean) {
      visible = isVisible;
      goOn();
    },
  };
}
