import {samplesOf} from '../../kit/stft-axes.ts';
import {describeWaveform, drawWaveform} from './draw.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Theme} from '../../kit/theme.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** What it needs of what is shown. */
export interface Needs {
  wave: Float32Array | null;
  title: string;
  axes: StftAxes;
  frame: number;
  theme: Theme;
}

/** The test signal, with the samples that a frame sees: the chosen one, unless told otherwise. */
export function addWaveform({
  scene,
  stages,
  canvas,
  frame = () => scene.frame,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  canvas: HTMLCanvasElement;
  frame?: () => number;
}) {
  stages.add(canvas, ({context, width, height}) => {
    const {wave, title, axes, theme} = scene;
    if (!wave) return;
    const highlight = samplesOf(axes, frame());
    drawWaveform(context, {wave, fs: axes.fs, title}, {width, height, theme, highlight});
  });
  return {
    describe() {
      const {wave, title, axes} = scene;
      if (wave) canvas.setAttribute('aria-label', describeWaveform({wave, fs: axes.fs, title}));
    },
  };
}
