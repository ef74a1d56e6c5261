/** What the models' figures are called. @type {Record<string, string>} */
export const figureLabels = {
  dft: 'A linear layer learns the Fourier transform',
  spectrogram: 'A linear layer learns the spectrogram',
  shared: 'One small map learns every frame of the spectrogram',
};
