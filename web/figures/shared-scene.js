import {FRAME_AXES} from '../views/stft-axes.js';
import {SpectrogramScene} from './spectrogram-scene.js';

/** The scene of a network that has one map for all frames: its weights stand as those of frame 0. */
export class SharedScene extends SpectrogramScene {
  /** @override */
  get chosenSlice() {
    return {weights: this.slices.get(0) ?? null, frame: 0, axes: FRAME_AXES};
  }
}
