import {RunElement} from '../../lab/run-element.ts';
import {fragment} from '../../lab/figure-element.ts';
import {StoryParts} from './story-parts.ts';
import type {StoryKind} from './story-parts.ts';

/**
 * A figure of the story: one idea, shown by a run, with Play, a time line and a sentence that says what
 * is seen. Its run is one of a model of the lab's, and goes on there.
 */
export class StoryFigure extends RunElement<StoryParts> {
  constructor(kind: StoryKind & {style: string; markup: string}) {
    super({
      style: kind.style,
      markup: () => fragment(kind.markup),
      create: (figure, root, signal, theme) => new StoryParts(figure, root, kind, theme, signal),
    });
  }
}
