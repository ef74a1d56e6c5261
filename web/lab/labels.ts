/** What the models' figures are called. */
export const figureLabels: Record<string, string> = {
  dft: 'One layer learns the DFT',
  spectrogram: 'One layer learns the spectrogram',
  shared: 'One small layer learns the spectrogram',
  dct: 'One layer learns the cosine transform',
  hartley: 'One layer learns the Hartley transform',
  hadamard: 'One layer learns the Hadamard transform',
  hilbert: 'One layer learns the Hilbert transform',
  idft: 'One layer learns the inverse Fourier transform',
  convolution: 'One layer learns a filter',
  own: 'One layer learns a matrix of your own',
  butterfly: 'A network finds the fast Fourier transform',
  recurrent: 'A network with a memory learns the spectrogram, hop by hop',
};
