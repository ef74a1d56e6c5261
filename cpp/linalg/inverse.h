#pragma once

#include <vector>

#include "linalg/gemm.h"

namespace fourier_net {

/// The inverse of a Gram matrix A = X X^T, symmetric and positive semidefinite, by the sweep
/// operator (Gauss and Jordan's elimination that keeps the matrix symmetric: Goodnight 1979), a
/// block of rows at a time, on top of the GEMM that trains: size^3 operations in all. It needs no
/// pivots and is as good as float32 and the matrix's condition allow.
///
/// A row of X that the rows before it already span (all but a part below what float32 can tell of
/// its square) is left out: its row and column of the result are zero. That is a generalised
/// inverse G, A G A = A, as good as A^-1 where it is needed: X^T G X is the projection onto the
/// rows of X whichever G is taken (Rao and Mitra 1971), so X^T G E = pinv(X) E for every E = X V.
class Inverse {
 public:
  /// Of matrices of at most (largest, largest): all the memory that it will need.
  Inverse(Microkernel kernel, Index largest);

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
  std::vector<double> diagonal_;  ///< As it was at the start.
};

}  // namespace fourier_net
