#pragma once

#include <cstddef>
#include <kissfft.hh>
#include <optional>
#include <vector>

#include "reference/chirp.h"
#include "reference/double_pair.h"

namespace fourier_net {

/// The discrete Fourier transform in double precision, the ground truth of everything here:
///   X[k] = sum_{m=0}^{n-1} x[m] exp(-2 pi i k m / n),  k = 0 ... n-1, unnormalised.
/// Any n >= 1; computed by KissFFT, two signals side by side; where n has large prime factors, for
/// which KissFFT takes n times their sum, as a convolution. Agrees with numpy.fft.fft to rounding.
class Dft {
 public:
  using Real = DoublePair;
  using Complex = std::complex<DoublePair>;

  explicit Dft(std::size_t n);

  /// `input` and `output` hold n values each and do not overlap.
  void transform(const Complex* input, Complex* output) const;

  /// Whether it is KissFFT's alone.
  static bool is_direct(std::size_t n);

  /// Of 2 n real samples, where is_direct(n): n values, see KissFFT.
  void transform_real(const Real* input, Complex* output) const;

 private:
  std::optional<Chirp> chirp_;
  kissfft<DoublePair> plan_;  ///< Of n values, or of the convolution's.
  mutable std::vector<Complex> padded_, spectrum_;
};

/// The same of real signals, bins k = 0 ... n/2: the others are their conjugates. Where n is even
/// and n / 2 has no large prime factors it is one transform of n / 2 complex values.
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
  bool halved_;
  Dft dft_;
  std::vector<Real> input_;
  std::vector<Complex> signals_, spectrum_;
};

}  // namespace fourier_net
