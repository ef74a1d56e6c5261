import {modelNamed, models} from '../models.ts';

/** A figure of the article, and how its code is loaded when it is asked for. */
export interface FigureEntry {
  /** its element */
  name: string;
  load: () => Promise<CustomElementConstructor>;
}

/** What the small ones have in common is one piece. */
const lessons = () => import('./lesson/lessons.ts');

const entries: Record<string, FigureEntry['load']> = {
  'opening-figure': async () => (await import('./opening/opening-figure.ts')).OpeningFigure,
  'dft-figure': async () => (await import('./dft/dft-figure.ts')).DftFigure,
  'violin-figure': async () => (await import('./violin/violin-figure.ts')).ViolinFigure,
  'spectrogram-figure': async () =>
    (await import('./spectrogram/spectrogram-figure.ts')).SpectrogramFigure,
  'shared-figure': async () => (await import('./shared/shared-figure.ts')).SharedFigure,
  'transform-figure': async () =>
    (await import('./transforms/transform-figure.ts')).TransformFigure,
  'butterfly-figure': async () => (await import('./butterfly/butterfly-figure.ts')).ButterflyFigure,
  'recurrent-figure': async () => (await import('./recurrent/recurrent-figure.ts')).RecurrentFigure,
  'step-size-figure': async () => (await lessons()).StepSizeFigure,
  'adam-figure': async () => (await lessons()).AdamFigure,
  'comparison-figure': async () => (await lessons()).ComparisonFigure,
  'coverage-figure': async () => (await lessons()).CoverageFigure,
};

/** All that there are: a new one is a folder here, and a line above. */
export const figures: readonly FigureEntry[] = Object.entries(entries).map(([name, load]) => ({
  name,
  load,
}));

/** The figure of a model; of what is none, that of the first. */
export function figureOf(model: string): FigureEntry {
  const name = (modelNamed(model) ?? models.dft).figure;
  return {name, load: entries[name]};
}

/** Loads a figure's code, once. */
export async function define({name, load}: FigureEntry) {
  const constructor = await load();
  if (!customElements.get(name)) customElements.define(name, constructor);
}
