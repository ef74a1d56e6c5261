#pragma once

#include "linalg/gemm.h"

namespace fourier_net {

/// The inverse of a symmetric positive definite matrix by Gauss and Jordan's elimination, blocks of
/// rows at a time, on top of the GEMM that trains. It needs no pivots (the matrix is definite) and
/// is as good as float32 and the matrix's condition allow. The memory is used again and again.
class Inverse {
 public:
  explicit Inverse(Microkernel kernel) : kernel_(kernel) {}

  /// Starts anew: the matrix to be inverted, (size, size), all zero, for the caller to fill on and
  /// above the diagonal.
  RightPanels& begin(Index size);

  /// What begin() returned, until advance() is called.
  RightPanels& matrix() { return matrix_; }

  /// Eliminates the next block of rows: 2 * size^2 * 64 operations; true when the inverse is there.
  bool advance();

  /// The inverse as a left factor: (size, size), transposed.
  const LeftPanels& result() const { return result_; }

 private:
  Microkernel kernel_;
  Index next_row_ = 0;
  RightPanels matrix_;
  RightPanels rows_, eliminated_rows_;
  LeftPanels columns_, pivot_, result_;
};

}  // namespace fourier_net
