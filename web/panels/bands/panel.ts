import {bandHeight, describeBand, drawBand} from './draw.ts';
import {POST_AXES, slicesOfThePost} from '../../kit/stft-axes.ts';
import {keptPicture} from './kept-picture.ts';
import type {Stages} from '../../kit/stages.ts';
import type {Slice} from './band-picture.ts';
import type {SizedCanvas} from '../../kit/canvas.ts';
import type {Theme} from '../../kit/theme.ts';
import type {StftAxes} from '../../kit/stft-axes.ts';

/** What it needs of what is shown. */
export interface Needs {
  diverging: Uint32Array;
  axes: StftAxes;
  frame: number;
  theme: Theme;
}

/** The four slices of the post side by side, and one that the reader chooses. */
export function addBands({
  scene,
  stages,
  four,
  one,
}: {
  scene: Readonly<Needs>;
  stages: Stages;
  four: HTMLCanvasElement[];
  one: HTMLCanvasElement;
}) {
  function addBand(canvas: HTMLCanvasElement) {
    const kept = keptPicture(scene, POST_AXES);
    const heightFor = () => bandHeight(scene.axes, scene.theme);
    stages.add(canvas, draw, canvas === one ? undefined : heightFor);

    function draw({context, width, height}: SizedCanvas) {
      const {axes, theme} = scene;
      if (kept.isEmpty()) return;
      drawBand(context, {picture: kept.picture, axes}, {width, height, theme});
    }
    return {
      take(slice: Slice) {
        kept.take(slice);
        stages.invalidate(canvas);
      },
      describe() {
        if (kept.isEmpty()) return;
        canvas.setAttribute('aria-label', describeBand(kept.picture, POST_AXES));
      },
    };
  }
  const bands = four.map(addBand);
  const chosen = addBand(one);

  return {
    take(slice: Slice) {
      bands[slicesOfThePost.indexOf(slice.frame)]?.take(slice);
      if (slice.frame === scene.frame) chosen.take(slice);
    },
    describe() {
      for (const band of [...bands, chosen]) band.describe();
    },
  };
}
