import {formatCount, formatSigned} from '../../../words/format.ts';
import {
  LiveSpectrograms,
  describeLoudest,
  drawLive,
  liveAxes,
  liveHeight,
} from '../../../panels/live/draw.ts';
import {FRAME_AXES} from '../../../kit/stft-axes.ts';
import {find} from '../../../kit/find.ts';
import {listen} from './listen.ts';
import {LiveAccount} from './account.ts';
import {LiveAnalysis} from './analysis.ts';
import {soundRate} from '../../../sounds/rate.ts';
import type {SpectrogramScene as Scene} from '../../spectrogram/scene.ts';
import type {Stages} from '../../../kit/stages.ts';
import type {Run} from '../../../engine/run.ts';
import type {Readouts} from '../../../lab/panels.ts';

const axes = liveAxes({...FRAME_AXES, fs: soundRate}, 3);

/** Milliseconds from one reading of the numbers to the next, and readings from one word to the next. */
const readingInterval = 1000;
const readingsAWord = 10;

/** Milliseconds from one picture to the next, at least. */
const pictureInterval = {normal: 33, reduced: 1000};

/** What the microphone is doing, and why it does it no longer. */
const words = {
  asking: 'Asking for the microphone…',
  on: 'Microphone on.',
  stopped: 'The microphone is off.',
  unplugged: 'The microphone is off: it has been taken away.',
  unseen: 'The microphone is off: this figure was out of sight.',
  failed: 'The microphone is off: the network has failed.',
};

/**
 * The microphone, frame by frame, through the weights as they are at that moment, beside the
 * reference: what it looks like, how near it comes and what it takes. It is on between two presses of
 * a button, and only while the figure is seen.
 */
export function addLive({
  panel,
  canvas,
  scene,
  stages,
  readouts,
  run,
  signal,
}: {
  panel: HTMLElement;
  canvas: HTMLCanvasElement;
  scene: Scene;
  stages: Stages;
  readouts: Readouts;
  run: Run;
  signal: AbortSignal;
}) {
  const button: HTMLButtonElement = find(panel, "[data-action='live']");
  const shown: HTMLElement = find(panel, "[data-part='live-shown']");
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  const startLabel = button.textContent;
  const status = readouts.named('live');
  /** aborted with the reason, a key of `words` */
  let listening: AbortController | null = null;
  /** of the latest time that it was on */
  let spectrograms: LiveSpectrograms | null = null;
  let account = new LiveAccount(0);
  let drawn = 0;
  let readings = 0;

  /** @param kind live: the microphone is on */
  function say(text: string, kind: '' | 'bad' | 'live' = '') {
    readouts.write('live', text);
    status.classList.toggle('bad', kind === 'bad');
    status.classList.toggle('live', kind === 'live');
  }

  /** What has been heard begins anew. */
  function clear() {
    spectrograms ??= new LiveSpectrograms(axes);
    spectrograms.clear();
    account = new LiveAccount(performance.now());
    readings = 0;
    shown.hidden = false;
    stages.invalidate(canvas);
  }

  function redraw() {
    const now = performance.now();
    if (now - drawn < pictureInterval[reducedMotion.matches ? 'reduced' : 'normal']) return;
    drawn = now;
    stages.invalidate(canvas);
  }

  function makeAnalysis(stop: AbortSignal) {
    return new LiveAnalysis({
      axes,
      network: () => run.network,
      onAnswer(answer, count) {
        account.add(answer, count);
        spectrograms?.add(answer);
        redraw();
      },
      onDropped(count) {
        account.drop(count);
        spectrograms?.skip(count);
        redraw();
      },
      stop,
    });
  }

  function read() {
    if (!spectrograms) return;
    const figures = account.tell(performance.now());
    const loudest = describeLoudest(spectrograms.loudest);
    const difference = describeDifference(figures.difference);
    spectrograms.loudest = null; // the next reading is of what comes now
    readouts.write('live-rate', `${Math.round(figures.framesPerSecond)} a second`);
    readouts.write('live-dropped', formatCount(figures.dropped));
    readouts.write('live-network', formatShare(figures.networkShare));
    readouts.write('live-reference', formatShare(figures.referenceShare));
    readouts.write('live-difference', difference);
    readouts.write('live-loudest', loudest);
    canvas.setAttribute(
      'aria-label',
      'Live: three spectrograms of the latest 3 seconds of the microphone, by the reference, by the ' +
        `network, and their difference. The loudest now: ${loudest}. The difference: ${difference}.`,
    );
    if (readings++ % readingsAWord === 0) readouts.write('live-word', `Loudest: ${loudest}.`);
  }

  async function start() {
    const mine = new AbortController();
    listening = mine;
    button.textContent = 'Stop the microphone';
    const analysis = makeAnalysis(mine.signal);
    let timer: ReturnType<typeof setInterval> | undefined;
    try {
      const end = await listen({
        stop: mine.signal,
        onState(state) {
          say(words[state], state === 'on' ? 'live' : '');
          if (state !== 'on') return;
          clear();
          timer = setInterval(read, readingInterval);
        },
        onChunk(chunk) {
          if (chunk.alone !== null) say(onlyChannel(chunk.alone), 'live');
          analysis.take(chunk);
        },
      });
      const why: keyof typeof words = end === 'stopped' ? mine.signal.reason : end;
      say(words[why]);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), 'bad');
    } finally {
      mine.abort();
      clearInterval(timer);
      stages.invalidate(canvas); // with its last frames
      button.textContent = startLabel;
      listening = null;
    }
  }

  const stop = (why: keyof typeof words) => listening?.abort(why);

  async function learnAgain() {
    await run.reset();
    await run.play();
  }

  stages.add(
    canvas,
    ({context, width}) => {
      if (!spectrograms) return;
      drawLive(context, spectrograms, {width, theme: scene.theme, table: scene.sequential});
    },
    width => liveHeight(width, scene.theme, axes),
  );
  signal.addEventListener('abort', () => stop('stopped'));

  return {
    setVisible(visible: boolean) {
      if (!visible) stop('unseen');
    },

    onStateChange() {
      if (run.state === 'error') stop('failed');
    },

    actions: {
      live: () => (listening ? stop('stopped') : void start()),
      'learn-again': learnAgain,
    },
  };
}

/** @param alone of the microphone's channels */
function onlyChannel(alone: number) {
  return `${words.on} Its channels cancel each other: only channel ${alone + 1}, the loudest, is used.`;
}

function describeDifference(decibels: number) {
  if (Number.isNaN(decibels)) return '–';
  return decibels === -Infinity ? 'none' : `${formatSigned(decibels, 1).replace('+', '')} dB`;
}

/** Of a core: `0.12 %`. */
function formatShare(share: number) {
  const percent = 100 * share;
  if (!Number.isFinite(percent)) return '–';
  return percent < 0.01 ? '< 0.01 %' : `${Number(percent.toPrecision(2))} %`;
}
