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

/// What a layer can be taught.
struct TransformKind {
  const char* name;
  /// Of Adam and AMSGrad, whose first steps are as long: 0.03 is for weights of about 1. 0: it
  /// follows from the matrix.
  double adam_rate;
  /// Of n samples, a power of two, or the product with a matrix.
  std::unique_ptr<Transform> (*make)(int n, const GivenMatrix& matrix);
};

/// The kind of that name; null when there is none.
const TransformKind* find_transform(const std::string& name);

/// The names of all, with commas between.
std::string transform_names();

/// The transform of that name; null when there is none.
std::unique_ptr<Transform> make_transform(const std::string& name, int n,
                                          const GivenMatrix& matrix);

}  // namespace fourier_net
