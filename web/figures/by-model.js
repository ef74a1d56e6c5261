/** A model's figure. @typedef {{name: string, model: string, load: () => Promise<CustomElementConstructor>}} ModelFigure */

/** The figures of the models; the code of each is loaded when it is asked for. @type {ModelFigure[]} */
export const modelFigures = [
  {
    name: 'dft-figure',
    model: 'dft',
    load: async () => (await import('./dft-figure.js')).DftFigure,
  },
  {
    name: 'spectrogram-figure',
    model: 'spectrogram',
    load: async () => (await import('./spectrogram-figure.js')).SpectrogramFigure,
  },
  {
    name: 'shared-figure',
    model: 'shared',
    load: async () => (await import('./shared-figure.js')).SharedFigure,
  },
];

/**
 * The figure of a model; for one that there is not, the first, which says so.
 * @param {string | null} model
 */
export function figureOf(model) {
  return modelFigures.find(figure => figure.model === model) ?? modelFigures[0];
}

/**
 * Loads a figure's code, once.
 * @param {{name: string, load: () => Promise<CustomElementConstructor>}} figure
 */
export async function define({name, load}) {
  const constructor = await load();
  if (!customElements.get(name)) customElements.define(name, constructor);
}
