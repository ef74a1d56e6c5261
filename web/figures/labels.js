/** What the models' figures are called. @type {Record<string, string>} */
export const figureLabels = {
  dft: 'A linear layer learns the Fourier transform',
  spectrogram: 'A linear layer learns the spectrogram',
  shared: 'One small map learns every frame of the spectrogram',
  dct: 'A linear layer learns the cosine transform',
  hartley: 'A linear layer learns the Hartley transform',
  hadamard: 'A linear layer learns the Hadamard transform',
  hilbert: 'A linear layer learns the Hilbert transform',
  idft: 'A linear layer learns the inverse Fourier transform',
};
