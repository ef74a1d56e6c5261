import {createBandPicture} from './draw.ts';
import type {SpectrogramScene as Scene} from '../../figures/spectrogram/spectrogram-scene.ts';
import type {Slice} from './band-picture.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/**
 * The picture of a slice in the scene's colours; empty until there is one.
 * @param axes of what the slice is of
 */
export function keptPicture(scene: Scene, axes: StftAxes) {
  const picture = createBandPicture(axes);
  let empty = true;
  return {
    isEmpty: () => empty,
    take(slice: Slice) {
      picture.write(slice, scene.diverging);
      empty = false;
    },
    get picture() {
      picture.recolour(scene.diverging);
      return picture;
    },
  };
}
