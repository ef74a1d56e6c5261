import {samplesOf} from '../../kit/stft-axes.ts';
import {describeWaveform, drawWaveform} from './draw.ts';
import type {SpectrogramScene as Scene} from '../../figures/spectrogram/spectrogram-scene.ts';
import type {Stages} from '../../kit/stages.ts';

/** The test signal, with the samples that a frame sees: the chosen one, unless told otherwise. */
export function addWaveform({
  scene,
  stages,
  canvas,
  frame = () => scene.frame,
}: {
  scene: Scene;
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
