import {readTheme} from '../kit/theme.ts';
import {watchTheme} from '../kit/theme-watch.ts';
import {watchVisibility} from '../kit/visibility.ts';
import {addShortcuts} from './shortcuts.ts';
import type {Theme} from '../kit/theme.ts';
import type {Playable, Watched} from '../runs/playable.ts';

/**
 * What all that plays has in common, training, lessons and sound: it works while its figure is seen,
 * keys, and the theme that its pictures have. Ends with the signal.
 * @param theme as it is now
 */
export function addPlaying(
  watched: Watched<Playable>,
  {
    figure,
    root,
    theme,
    signal,
    keys,
    onVisible = () => {},
    onTheme,
  }: {
    figure: HTMLElement;
    root: EventTarget;
    theme: Theme;
    signal: AbortSignal;
    keys: Parameters<typeof addShortcuts>[2];
    onVisible?: (isVisible: boolean) => void;
    onTheme: (theme: Theme) => void;
  },
) {
  const see = watched.show(signal);
  addShortcuts(root, signal, keys);
  watchVisibility(figure, signal, isVisible => {
    onVisible(isVisible);
    see(isVisible);
  });
  watchTheme(figure, signal, theme, () => onTheme(readTheme(figure)));
}
