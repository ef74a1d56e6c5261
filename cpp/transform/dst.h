#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "transform/dct.h"

namespace fourier_net {

/// The discrete sine transform (DST-II) of n real samples, n even, as scipy.fft.dst:
///   y[k] = 2 sum_m x[m] sin(pi (k + 1) (2m + 1) / (2n)).
/// It is the DCT-II of (-1)^m x[m] from its last value to its first, as
/// cos(pi (n - 1 - k) (2m + 1) / (2n)) = (-1)^m sin(pi (k + 1) (2m + 1) / (2n)).
class Dst : public Transform {
 public:
  explicit Dst(int n) : n_(n), dct_(n), turned_(4 * static_cast<std::size_t>(n)) {}

  int inputs() const override { return n_; }
  int outputs() const override { return n_; }
  int parts() const override { return 1; }

  void apply(const SignalPair& x, DoublePair* y) override {
    for (int m = 0; m < n_; ++m) {
      const DoublePair turned = m % 2 == 0 ? x[m] : -x[m];
      float* pair = turned_.data() + std::ptrdiff_t{4} * m;
      pair[0] = static_cast<float>(turned[0]);
      pair[1] = static_cast<float>(turned[1]);
    }
    dct_.apply(SignalPair(turned_.data()), y);
    std::reverse(y, y + n_);
  }

 private:
  int n_;
  Dct dct_;
  std::vector<float> turned_;  ///< (-1)^m x[m], as a SignalPair lies.
};

}  // namespace fourier_net
