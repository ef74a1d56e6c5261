import {samplesOf} from '../../views/stft-axes.js';
import {describeWaveform, drawWaveform} from '../../views/waveform.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * The test signal, with the samples that a frame sees: the chosen one, unless told otherwise.
 * @param {{scene: Scene, stages: Stages, canvas: HTMLCanvasElement, frame?: () => number}} parts
 */
export function addWaveform({scene, stages, canvas, frame = () => scene.frame}) {
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
