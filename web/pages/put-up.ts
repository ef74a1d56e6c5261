import {define} from '../figures/figures.ts';
import {alertOf} from './alert.ts';
import type {FigureEntry} from '../figures/figures.ts';

/** Loads a figure's code; where it cannot be had, each such figure says so in its place. */
export async function putUp(figure: FigureEntry) {
  try {
    await define(figure);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    for (const element of document.querySelectorAll(figure.name)) {
      const text = `This figure could not be loaded (${reason}). Check the connection, then reload the page.`;
      element.replaceChildren(alertOf(text));
    }
  }
}
