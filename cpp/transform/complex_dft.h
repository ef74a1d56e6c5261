#pragma once

#include <vector>

#include "reference/dft.h"
#include "transform/transform.h"

namespace fourier_net {

/// The DFT of n complex samples, [re(0..n-1) | im(0..n-1)] in and out, as numpy.fft.fft:
///   X[k] = sum_m x[m] exp(-2 pi i k m / n).
class ComplexDft : public Transform {
 public:
  explicit ComplexDft(int n)
      : n_(n),
        dft_(static_cast<std::size_t>(n)),
        input_(static_cast<std::size_t>(n)),
        output_(static_cast<std::size_t>(n)) {}

  int inputs() const override { return 2 * n_; }
  int outputs() const override { return 2 * n_; }
  int parts() const override { return 2; }
  void apply(const SignalPair& x, DoublePair* y) override { transform(x, x.from(n_), y, y + n_); }

 protected:
  int size() const { return n_; }

  void transform(const SignalPair& re, const SignalPair& im, DoublePair* to_re, DoublePair* to_im) {
    for (int m = 0; m < n_; ++m) input_[static_cast<std::size_t>(m)] = {re[m], im[m]};
    dft_.transform(input_.data(), output_.data());
    for (const Dft::Complex& value : output_) {
      *to_re++ = value.real();
      *to_im++ = value.imag();
    }
  }

 private:
  int n_;
  Dft dft_;
  std::vector<Dft::Complex> input_, output_;
};

/// Its inverse, as numpy.fft.ifft: x[m] = 1/n sum_k X[k] exp(+2 pi i k m / n). That is the DFT with
/// real and imaginary parts in each other's place, in and out.
class InverseDft : public ComplexDft {
 public:
  using ComplexDft::ComplexDft;

  void apply(const SignalPair& x, DoublePair* y) override {
    const int n = size();
    transform(x.from(n), x, y + n, y);
    for (int i = 0; i < 2 * n; ++i) y[i] = y[i] * DoublePair(1.0 / n);
  }
};

}  // namespace fourier_net
