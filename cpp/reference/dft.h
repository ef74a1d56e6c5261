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

  explicit Dft(std::size_t n) : plan_(n, /*inverse=*/false) {}

  /// `input` and `output` hold n values each and do not overlap.
  void transform(const Complex* input, Complex* output) const { plan_.transform(input, output); }

 private:
  kissfft<DoublePair> plan_;
};

/// The same of real signals, bins k = 0 ... n/2: the others are their conjugates. Where n is even
/// it is one transform of n / 2 complex values.
class RealDft {
 public:
  using Real = DoublePair;
  using Complex = std::complex<DoublePair>;

  explicit RealDft(std::size_t n)
      : n_(n), plan_(n % 2 == 0 ? n / 2 : n, /*inverse=*/false), input_(n), spectrum_(n) {}

  /// Where the n samples of each signal go.
  std::vector<Real>& input() { return input_; }

  /// Their n/2 + 1 bins, in its own memory.
  const Complex* transform() {
    if (n_ % 2 == 0) {
      plan_.transform_real(input_.data(), spectrum_.data());
      const Complex ends = spectrum_[0];  // bin 0 and bin n/2, both real
      spectrum_[0] = {ends.real(), 0.0};
      spectrum_[n_ / 2] = {ends.imag(), 0.0};
    } else {
      const std::vector<Complex> signals = as_complex();
      plan_.transform(signals.data(), spectrum_.data());
    }
    return spectrum_.data();
  }

 private:
  std::vector<Complex> as_complex() const {
    std::vector<Complex> values;
    for (const Real& x : input_) values.emplace_back(x, 0.0);
    return values;
  }

  std::size_t n_;
  kissfft<DoublePair> plan_;
  std::vector<Real> input_;
  std::vector<Complex> spectrum_;
};

}  // namespace fourier_net
