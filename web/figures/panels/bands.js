import {createBandPicture, describeBand, drawBand} from '../../views/band.js';
import {bandsLayout, drawBands} from '../../views/bands.js';
import {weightScale} from '../../views/windowed-weights.js';
import {POST_AXES} from '../../views/stft-axes.js';
import {slicesOfThePost} from '../spectrogram-scene.js';
import {fitHeight} from '../stages.js';

/** @typedef {import('../spectrogram-scene.js').SpectrogramScene} Scene */
/** @typedef {import('../stages.js').Stages} Stages */

/** One colour scale for all slices. */
const limit = weightScale(POST_AXES);

/**
 * The four slices of the post side by side, and one that the reader chooses.
 * @param {{scene: Scene, stages: Stages, four: HTMLCanvasElement, one: HTMLCanvasElement}} parts
 */
export function addBands({scene, stages, four, one}) {
  const pictures = slicesOfThePost.map(() => keptPicture());
  const chosen = keptPicture();

  stages.add(four, ({context, width}) => {
    const {axes, theme} = scene;
    // One slice is written a frame: four at once would hold up the page.
    const stale = pictures.find((each, i) => each.isStale(slicesOfThePost[i]));
    stale?.update(slicesOfThePost[pictures.indexOf(stale)]);
    if (pictures.some((each, i) => each.isStale(slicesOfThePost[i]))) stages.invalidate(four);
    if (pictures.some(each => each.isEmpty())) return;
    fitHeight(four, bandsLayout({width, count: slicesOfThePost.length, axes, theme}).height);
    drawBands(context, {pictures: pictures.map(each => each.picture), axes}, {width, theme});
  });
  stages.add(one, ({context, width, height}) => {
    const {axes, theme, frame} = scene;
    if (chosen.isStale(frame)) chosen.update(frame);
    if (chosen.isEmpty()) return;
    drawBand(context, {picture: chosen.picture, axes}, {width, height, theme});
  });

  /** A picture that is written again only when its weights or colours have changed. */
  function keptPicture() {
    const picture = createBandPicture(POST_AXES);
    /** @type {Float32Array | null} */
    let written = null;
    let table = scene.diverging;
    return {
      picture,
      isEmpty: () => written === null,
      /** @param {number} frame */
      isStale(frame) {
        const slice = scene.slices.get(frame);
        return slice !== undefined && (slice !== written || table !== scene.diverging);
      },
      /** @param {number} frame */
      update(frame) {
        const slice = scene.slices.get(frame);
        if (!slice) return;
        picture.write(slice, frame, limit, scene.diverging);
        written = slice;
        table = scene.diverging;
      },
    };
  }

  return {
    describe() {
      const described = pictures.map(({picture}) => describeBand(picture, POST_AXES));
      if (scene.slices.size > 0) {
        four.setAttribute('aria-label', `Weight slices. ${described.join(' ')}`);
        one.setAttribute('aria-label', describeBand(chosen.picture, POST_AXES));
      }
    },
  };
}
