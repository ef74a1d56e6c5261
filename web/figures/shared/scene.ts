import {FRAME_AXES} from '../../kit/stft-axes.ts';
import {SpectrogramScene} from '../spectrogram/scene.ts';

/** The scene of a network that has one map for all frames: its weights stand for any frame. */
export class SharedScene extends SpectrogramScene {
  override get chosenSlice() {
    return {weights: this.slice?.weights ?? null, frame: 0, axes: FRAME_AXES};
  }
}
