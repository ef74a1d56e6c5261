import {createBandPicture} from './draw.ts';
import type {Slice} from './band-picture.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** What it needs of what is shown. */
export interface Needs {
  diverging: Uint32Array;
}

/**
 * The picture of a slice in the scene's colours; empty until there is one.
 * @param axes of what the slice is of
 */
export function keptPicture(scene: Readonly<Needs>, axes: StftAxes) {
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
