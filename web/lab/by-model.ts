/** A figure and its models. */
export type ModelFigure = {
  name: string;
  models: string[];
  load: () => Promise<CustomElementConstructor>;
};

/** The figures of the models; the code of each is loaded when it is asked for. */
export const modelFigures: ModelFigure[] = [
  {
    name: 'dft-figure',
    models: ['dft'],
    load: async () => (await import('../figures/dft/dft-figure.ts')).DftFigure,
  },
  {
    name: 'spectrogram-figure',
    models: ['spectrogram'],
    load: async () =>
      (await import('../figures/spectrogram/spectrogram-figure.ts')).SpectrogramFigure,
  },
  {
    name: 'shared-figure',
    models: ['shared'],
    load: async () => (await import('../figures/shared/shared-figure.ts')).SharedFigure,
  },
  {
    name: 'transform-figure',
    models: ['dct', 'hartley', 'hadamard', 'hilbert', 'idft', 'convolution', 'own'],
    load: async () => (await import('../figures/transforms/transform-figure.ts')).TransformFigure,
  },
  {
    name: 'butterfly-figure',
    models: ['butterfly'],
    load: async () => (await import('../figures/butterfly/butterfly-figure.ts')).ButterflyFigure,
  },
  {
    name: 'recurrent-figure',
    models: ['recurrent'],
    load: async () => (await import('../figures/recurrent/recurrent-figure.ts')).RecurrentFigure,
  },
];

/** The figure of a model. */
export function figureOf(model: string) {
  return modelFigures.find(({models}) => models.includes(model)) ?? modelFigures[0];
}

/** Loads a figure's code, once. */
export async function define({
  name,
  load,
}: {
  name: string;
  load: () => Promise<CustomElementConstructor>;
}) {
  const constructor = await load();
  if (!customElements.get(name)) customElements.define(name, constructor);
}
