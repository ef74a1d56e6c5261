#pragma once

#include "linalg/gemm.h"

namespace fourier_net {

/// y = x W through the GEMM that trains, for a W that is filled in some rows at a time and rows x
/// that come some at a time: of either only what is at hand is there twice. A row of y does not
/// depend on the others.
class Product {
 public:
  /// W (inputs, outputs), all zero.
  Product(Microkernel kernel, Index inputs, Index outputs)
      : kernel_(kernel), weights_(inputs, outputs) {}

  Index inputs() const { return weights_.rows(); }
  Index outputs() const { return weights_.columns(); }

  /// Rows first, first + 1, ... of W.
  void set_rows(Index first, const Eigen::Ref<const Rows>& rows);

  /// x (B, inputs) to y (B, outputs).
  Rows apply(const Eigen::Ref<const Rows>& x) const;

 private:
  Microkernel kernel_;
  RightPanels weights_;
};

}  // namespace fourier_net
