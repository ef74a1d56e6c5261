#pragma once

#include <vector>

namespace fourier_net {

/// A matrix that is given number by number: (inputs, outputs), row-major.
struct GivenMatrix {
  static constexpr int kLongest = 512;  ///< Inputs and outputs, at most.

  int inputs = 0, outputs = 0;
  int parts = 1;  ///< 2: real parts, then imaginary parts, of what comes in and of what comes out.
  std::vector<double> values;

  /// Whether it has its numbers, all of them finite, and not all of them zero.
  bool is_valid() const;

  /// The largest of its numbers, without sign.
  double largest() const;
};

}  // namespace fourier_net
