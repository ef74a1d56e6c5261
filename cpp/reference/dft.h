#pragma once

#include <cstddef>
#include <kissfft.hh>
#include <vector>

#include "reference/double_pair.h"

namespace fourier_net {

/// The discrete Fourier transform in double precision, the ground truth of everything here:
///   X[k] = sum_{m=0}^{n-1} x[m] exp(-2 pi i k m / n),  k = 0 ... n-1, unnormalised.
/// Any n >= 1; computed by KissFFT, two signals side by side. Agrees with numpy.fft.fft to
/// rounding.
class Dft {
 public:
  using Real = DoublePair;
  using Complex = std::complex<DoublePair>;

  explicit Dft(std::size_t n);

  /// `input` and `output` hold n values each and do not overlap.
  void transform(const Complex* input, Complex* output) const;

 private:
  kissfft<DoublePair> plan_;
};

/// The same of real signals, bins k = 0 ... n/2: the others are their conjugates. Where n is even
/// it is one transform of n / 2 complex values.
class RealDft {
 public:
  using Real = DoublePair;
  using Complex = std::complex<DoublePair>;

  explicit RealDft(std::size_t n);

  /// Where the n samples of each signal go.
  std::vector<Real>& input() { return input_; }

  /// Their n/2 + 1 bins, in its own memory.
  const Complex* transform();

 private:
  std::size_t n_;
  kissfft<DoublePair> plan_;
  std::vector<Real> input_;
  std::vector<Complex> spectrum_;
};

}  // namespace fourier_net
