/** A figure and its models. @typedef {{name: string, models: string[], load: () => Promise<CustomElementConstructor>}} ModelFigure */

/** The figures of the models; the code of each is loaded when it is asked for. @type {ModelFigure[]} */
export const modelFigures = [
  {
    name: 'dft-figure',
    models: ['dft'],
    load: async () => (await import('./dft-figure.js')).DftFigure,
  },
  {
    name: 'spectrogram-figure',
    models: ['spectrogram'],
    load: async () => (await import('./spectrogram-figure.js')).SpectrogramFigure,
  },
  {
    name: 'shared-figure',
    models: ['shared'],
    load: async () => (await import('./shared-figure.js')).SharedFigure,
  },
  {
    name: 'transform-figure',
    models: ['dct', 'hartley', 'hadamard', 'hilbert', 'idft', 'convolution', 'own'],
    load: async () => (await import('./transform-figure.js')).TransformFigure,
  },
  {
    name: 'butterfly-figure',
    models: ['butterfly'],
    load: async () => (await import('./butterfly-figure.js')).ButterflyFigure,
  },
  {
    name: 'recurrent-figure',
    models: ['recurrent'],
    load: async () => (await import('./recurrent-figure.js')).RecurrentFigure,
  },
];

/**
 * The figure of a model.
 * @param {string} model
 */
export function figureOf(model) {
  return modelFigures.find(({models}) => models.includes(model)) ?? modelFigures[0];
}

/**
 * Loads a figure's code, once.
 * @param {{name: string, load: () => Promise<CustomElementConstructor>}} figure
 */
export async function define({name, load}) {
  const constructor = await load();
  if (!customElements.get(name)) customElements.define(name, constructor);
}
