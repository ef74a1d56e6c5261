#pragma once

#include "reference/dft.h"
#include "transform/transform.h"

namespace fourier_net {

/// The discrete Hartley transform of n real samples (Bracewell 1983): real, and its own inverse but
/// for the factor n.
///   y[k] = sum_m x[m] (cos(2 pi k m / n) + sin(2 pi k m / n)) = Re X[k] - Im X[k]  of the DFT X.
class Hartley : public Transform {
 public:
  explicit Hartley(int n) : n_(n), dft_(static_cast<std::size_t>(n)) {}

  int inputs() const override { return n_; }
  int outputs() const override { return n_; }
  int parts() const override { return 1; }

  void apply(const SignalPair& x, DoublePair* y) override {
    for (int m = 0; m < n_; ++m) dft_.input()[static_cast<std::size_t>(m)] = x[m];
    const RealDft::Complex* spectrum = dft_.transform();
    for (int k = 0; k <= n_ / 2; ++k) {
      y[k] = spectrum[k].real() - spectrum[k].imag();
      // X[n - k] is the conjugate of X[k].
      if (k > 0) y[n_ - k] = spectrum[k].real() + spectrum[k].imag();
    }
  }

 private:
  int n_;
  RealDft dft_;
};

}  // namespace fourier_net
