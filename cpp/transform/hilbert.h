#pragma once

#include <algorithm>
#include <vector>

#include "reference/dft.h"
#include "transform/transform.h"

namespace fourier_net {

/// The analytic signal of n real samples, n even, as scipy.signal.hilbert: n complex values whose
/// real part is the signal and whose imaginary part its Hilbert transform, each frequency a quarter
/// of a turn later. Of the signal's spectrum, positive frequencies count twice, negative ones not:
///   y[m] = 1/n (X[0] + 2 sum_{k=1}^{n/2-1} X[k] exp(2 pi i k m / n) + (-1)^m X[n/2]).
class Hilbert : public Transform {
 public:
  explicit Hilbert(int n)
      : n_(n),
        real_dft_(static_cast<std::size_t>(n)),
        dft_(static_cast<std::size_t>(n)),
        spectrum_(static_cast<std::size_t>(n)),
        output_(static_cast<std::size_t>(n)) {}

  int inputs() const override { return n_; }
  int outputs() const override { return 2 * n_; }
  int parts() const override { return 2; }

  void apply(const SignalPair& x, DoublePair* y) override {
    for (int m = 0; m < n_; ++m) real_dft_.input()[static_cast<std::size_t>(m)] = x[m];
    const RealDft::Complex* half = real_dft_.transform();
    std::fill(spectrum_.begin(), spectrum_.end(), Dft::Complex{0.0, 0.0});
    for (int k = 0; k <= n_ / 2; ++k) {
      const bool alone = k == 0 || k == n_ / 2;
      const DoublePair scale = (alone ? 1.0 : 2.0) / n_;
      // The inverse is the DFT with real and imaginary parts in each other's place.
      spectrum_[static_cast<std::size_t>(k)] = {half[k].imag() * scale, half[k].real() * scale};
    }
    dft_.transform(spectrum_.data(), output_.data());
    for (int m = 0; m < n_; ++m) {
      y[m] = output_[static_cast<std::size_t>(m)].imag();
      y[n_ + m] = output_[static_cast<std::size_t>(m)].real();
    }
  }

 private:
  int n_;
  RealDft real_dft_;
  Dft dft_;
  std::vector<Dft::Complex> spectrum_, output_;
};

}  // namespace fourier_net
