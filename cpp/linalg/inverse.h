#pragma once

#include "linalg/gemm.h"

namespace fourier_net {

/// The inverse of a symmetric positive definite matrix by the sweep operator (Gauss and Jordan's
/// elimination that keeps the matrix symmetric: Goodnight 1979), a block of rows at a time, on top
/// of the GEMM that trains: size^3 operations in all. It needs no pivots (the matrix is definite)
/// and is as good as float32 and the matrix's condition allow. The memory is used again and again.
class Inverse {
 public:
  explicit Inverse(Microkernel kernel) : kernel_(kernel) {}

  /// Starts anew: the matrix to be inverted, (size, size), all zero, for the caller to fill on and
  /// above the diagonal.
  RightPanels& begin(Index size);

  /// What begin() returned, until advance() is called.
  RightPanels& matrix() { return matrix_; }
  const RightPanels& matrix() const { return matrix_; }

  /// Sweeps the next block of rows: size^2 * 64 operations; true when the inverse is there.
  bool advance();

  /// The inverse as a left factor: (size, size).
  const LeftPanels& result() const { return result_; }

 private:
  void take_rows(Index first, Index width);

  Microkernel kernel_;
  Index next_row_ = 0;
  RightPanels matrix_;  ///< On and above the diagonal.
  RightPanels rows_, eliminated_rows_;
  LeftPanels columns_, pivot_, result_;
};

}  // namespace fourier_net
