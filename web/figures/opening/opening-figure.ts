import '../first-piece.ts';
import {models} from '../../models.ts';
import {StoryFigure} from '../story/story-figure.ts';
import {look} from './look.ts';
import {OpeningPicture} from './picture.ts';

/** <opening-figure>: 65,536 random weights become sines and cosines. */
export class OpeningFigure extends StoryFigure {
  constructor() {
    super({
      ...look,
      label: models.dft.label,
      models: ['dft'],
      loadsAtOnce: true,
      createPicture: parts => new OpeningPicture(parts),
    });
  }
}
