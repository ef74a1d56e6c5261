#pragma once

#include <memory>
#include <string>

#include "reference/double_pair.h"
#include "transform/given_matrix.h"

namespace fourier_net {

/// Two signals side by side, as they lie in panels of four.
class SignalPair {
 public:
  explicit SignalPair(const float* first) : first_(first) {}

  DoublePair operator[](int i) const { return DoublePair(simd::load_pair(first_ + 4 * i)); }
  SignalPair from(int i) const { return SignalPair(first_ + 4 * i); }

 private:
  const float* first_;
};

/// A linear transform of d real values into c, in double precision: what a layer is to learn. Two
/// signals are transformed side by side, each as it would be alone. Where outputs are complex, all
/// real parts come first, then the imaginary parts.
class Transform {
 public:
  virtual ~Transform() = default;

  virtual int inputs() const = 0;   ///< d
  virtual int outputs() const = 0;  ///< c

  /// Outputs that belong together: 2 where one is the real part and one the imaginary, else 1.
  virtual int parts() const = 0;

  /// `x` has d values, `y` c.
  virtual void apply(const SignalPair& x, DoublePair* y) = 0;
};

/// The transform of that name, of size n, a power of two: dft, idft, dct, hartley, hadamard or
/// hilbert; convolution and own: the product with `matrix`. Null when there is none so named.
std::unique_ptr<Transform> make_transform(const std::string& name, int n,
                                          const GivenMatrix& matrix);

}  // namespace fourier_net
