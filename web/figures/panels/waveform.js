import {samplesOf} from '../../views/stft-axes.js';
import {describeWaveform, drawWaveform} from '../../views/waveform.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * The test signal, with the samples that the chosen frame sees.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement}} parts
 */
export function addWaveform({scene, stages, canvas}) {
  stages.add(canvas, ({context, width, height}) => {
    const {wave, title, axes, theme, frame} = scene;
    if (!wave) return;
    const highlight = samplesOf(axes, frame);
    drawWaveform(context, {wave, fs: axes.fs, title}, {width, height, theme, highlight});
  });
  return {
    describe() {
      const {wave, title, axes} = scene;
      if (wave) canvas.setAttribute('aria-label', describeWaveform({wave, fs: axes.fs, title}));
    },
  };
}
