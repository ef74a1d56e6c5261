import {describeBand, drawBand} from '../../views/band.js';
import {bandsLayout, drawBands} from '../../views/bands.js';
import {POST_AXES} from '../../views/stft-axes.js';
import {slicesOfThePost} from '../spectrogram-scene.js';
import {fitHeight} from '../stages.js';
import {keptPicture} from './kept-picture.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */

/**
 * The four slices of the post side by side, and one that the reader chooses.
 * @param {{scene: Scene, stages: Stages, four: HTMLCanvasElement, one: HTMLCanvasElement}} parts
 */
export function addBands({scene, stages, four, one}) {
  const pictures = slicesOfThePost.map(() => keptPicture(scene, POST_AXES));
  const chosen = keptPicture(scene, POST_AXES);

  stages.add(four, ({context, width}) => {
    const {axes, theme} = scene;
    if (pictures.some(each => each.isEmpty())) return;
    fitHeight(four, bandsLayout({width, count: slicesOfThePost.length, axes, theme}).height);
    drawBands(context, {pictures: pictures.map(each => each.picture), axes}, {width, theme});
  });
  stages.add(one, ({context, width, height}) => {
    const {axes, theme} = scene;
    if (chosen.isEmpty()) return;
    drawBand(context, {picture: chosen.picture, axes}, {width, height, theme});
  });

  return {
    /** @param {import('../../views/band-picture.js').Slice} slice */
    take(slice) {
      pictures[slicesOfThePost.indexOf(slice.frame)]?.take(slice);
      if (slice.frame === scene.frame) chosen.take(slice);
      stages.invalidate(four);
      stages.invalidate(one);
    },
    describe() {
      if (!pictures.some(each => each.isEmpty())) {
        const described = pictures.map(({picture}) => describeBand(picture, POST_AXES));
        four.setAttribute('aria-label', `Weight slices. ${described.join(' ')}`);
      }
      if (!chosen.isEmpty()) {
        one.setAttribute('aria-label', describeBand(chosen.picture, POST_AXES));
      }
    },
  };
}
