import {tooLongForAddress, toQuery} from '../settings/codecs.ts';
import type {Settings} from '../settings/table.ts';
import type {Run} from '../engine/run.ts';

/** What something is taken away from. */
export interface Subject {
  run: Run;
  /** a run from them is this run, shown as it is */
  settings: Settings;
  /** whose theme it is */
  figure: HTMLElement;
  /** with the figure's markup */
  root: ParentNode;
  /**
   * brings all pictures up to date; then it gives each on a canvas of its own, with so many
   * device pixels in a CSS pixel, or null where there is none
   */
  copies: (pixelRatio: number) => Promise<(canvas: HTMLCanvasElement) => HTMLCanvasElement | null>;
  tell: (message: string, kind?: 'bad' | 'good') => void;
  /** the figure's end */
  signal: AbortSignal;
}

/** The page's address with these settings: it opens the same run again. */
export function linkTo(settings: Settings) {
  const url = new URL(location.href.replace('sandboxed.html', '')); // its page leads there again
  url.search = toQuery(settings).toString();
  return url.href;
}

/**
 * Copies it. Browsers allow that as the direct answer to a click, so it waits for no code to load.
 */
export async function copyLink({settings, tell}: Subject) {
  const link = linkTo(settings);
  try {
    await navigator.clipboard.writeText(link);
    const [missing] = tooLongForAddress(settings);
    const what = missing ? `run again once its ${missing} is opened from its file` : 'run again';
    tell(`Link copied: it opens this ${what}.`, 'good');
  } catch {
    tell(`This browser did not allow copying. The link: ${link}`);
  }
}
