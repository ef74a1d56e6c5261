#pragma once

#include <complex>
#include <cstddef>
#include <kissfft.hh>

namespace fourier_net {

/// The discrete Fourier transform in double precision, the ground truth of everything here:
///   X[k] = sum_{m=0}^{n-1} x[m] exp(-2 pi i k m / n),  k = 0 ... n-1, unnormalised.
/// Any n >= 1; computed by KissFFT. Agrees with numpy.fft.fft to rounding.
class Dft {
 public:
  using Complex = std::complex<double>;

  explicit Dft(std::size_t n) : plan_(n, /*inverse=*/false) {}

  /// `input` and `output` hold n values each and do not overlap.
  void transform(const Complex* input, Complex* output) const { plan_.transform(input, output); }

 private:
  kissfft<double> plan_;
};

}  // namespace fourier_net
