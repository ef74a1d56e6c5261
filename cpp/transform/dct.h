#pragma once

#include <cmath>
#include <vector>

#include "reference/dft.h"
#include "transform/transform.h"

namespace fourier_net {

/// The discrete cosine transform (DCT-II) of n real samples, n even, as scipy.fft.dct:
///   y[k] = 2 sum_m x[m] cos(pi k (2m + 1) / (2n)).
/// It is the DFT V of the samples with even numbers, then those with odd ones from the last to the
/// first: with z = exp(-pi i k / (2n)) V[k], y[k] = 2 Re z and y[n - k] = -2 Im z (Makhoul 1980).
class Dct : public Transform {
 public:
  explicit Dct(int n) : n_(n), dft_(static_cast<std::size_t>(n)) {
    const double pi = std::acos(-1.0);
    for (int k = 0; k <= n / 2; ++k) {
      const double angle = pi * k / (2.0 * n);
      turns_.push_back({DoublePair(std::cos(angle)), DoublePair(-std::sin(angle))});
    }
  }

  int inputs() const override { return n_; }
  int outputs() const override { return n_; }
  int parts() const override { return 1; }

  void apply(const SignalPair& x, DoublePair* y) override {
    DoublePair* v = dft_.input().data();
    for (int m = 0; m < n_ / 2; ++m) {
      v[m] = x[2 * m];
      v[n_ - 1 - m] = x[2 * m + 1];
    }
    const RealDft::Complex* spectrum = dft_.transform();
    for (int k = 0; k <= n_ / 2; ++k) {
      const RealDft::Complex z = turns_[static_cast<std::size_t>(k)] * spectrum[k];
      y[k] = DoublePair(2.0) * z.real();
      if (k > 0) y[n_ - k] = DoublePair(-2.0) * z.imag();
    }
  }

 private:
  int n_;
  RealDft dft_;
  std::vector<RealDft::Complex> turns_;
};

}  // namespace fourier_net
