#pragma once

#include <complex>
#include <cstddef>
#include <vector>

#include "reference/double_pair.h"

namespace fourier_net {

/// A DFT of any n as a convolution, which two DFTs of `size()` = 2^a {1, 3, 5, 9, 15} >= 2n - 1
/// values make. With 2 k m = k^2 + m^2 - (k - m)^2,
///   X[k] = c[k] sum_{m=0}^{n-1} (x[m] c[m]) conj c[k - m],  c[m] = exp(-pi i m^2 / n).
/// Source: Bluestein, "A linear filtering approach to the computation of discrete Fourier
/// transform" (1970).
class Chirp {
 public:
  using Complex = std::complex<DoublePair>;

  explicit Chirp(std::size_t n);

  /// What KissFFT takes for n values, about: n times the sum of the prime factors.
  static double kiss_cost(std::size_t n);

  /// The size that takes KissFFT the least.
  static std::size_t size_for(std::size_t n);

  std::size_t size() const { return size_; }

  /// conj c, as far as the convolution reaches to both sides: size() values.
  std::vector<Complex> kernel() const;

  /// Takes the DFT of kernel().
  void set_response(const std::vector<Complex>& response);

  /// To x c with zeros behind it: from n to size() values, whose DFT `filter` takes.
  void modulate(const Complex* input, Complex* padded) const;

  /// To the conjugates, times size(), of the convolution's DFT: their own DFT goes to `demodulate`.
  void filter(Complex* spectrum) const;

  /// Of size() values the first n, which become X.
  void demodulate(const Complex* convolved, Complex* output) const;

 private:
  std::size_t size_;
  std::vector<std::complex<double>> chirp_;     ///< c, n values.
  std::vector<std::complex<double>> response_;  ///< Bins 0 ... size/2: the others mirror them.
};

}  // namespace fourier_net
