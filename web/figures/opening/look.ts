import timeLine from '../../panels/time-line/markup.html';
import timeLineStyle from '../../panels/time-line/style.css';
import {withParts} from '../../lab/markup/with-parts.ts';
import storyStyle from '../story/style.css';
import openingMarkup from './markup.html';
import openingStyle from './style.css';

/** Of the opening, also in the page before there are scripts. */
export const look = {
  markup: withParts(openingMarkup, {'time-line': timeLine}),
  style: storyStyle + timeLineStyle + openingStyle,
};
