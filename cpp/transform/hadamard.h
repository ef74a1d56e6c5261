#pragma once

#include "transform/transform.h"

namespace fourier_net {

/// The Walsh-Hadamard transform of n = 2^j real samples, the rows in the order of
/// scipy.linalg.hadamard:
///   y[k] = sum_m (-1)^(ones in the binary digits that k and m share) x[m],
/// in log2(n) rounds of sums and differences.
class Hadamard : public Transform {
 public:
  explicit Hadamard(int n) : n_(n) {}

  int inputs() const override { return n_; }
  int outputs() const override { return n_; }
  int parts() const override { return 1; }

  void apply(const SignalPair& x, DoublePair* y) override {
    for (int m = 0; m < n_; ++m) y[m] = x[m];
    for (int distance = 1; distance < n_; distance *= 2) {
      for (int first = 0; first < n_; first += 2 * distance) {
        for (int i = first; i < first + distance; ++i) {
          const DoublePair a = y[i], b = y[i + distance];
          y[i] = a + b;
          y[i + distance] = a - b;
        }
      }
    }
  }

 private:
  int n_;
};

}  // namespace fourier_net
