#pragma once

#include "linalg/kernels/kernel.h"

namespace fourier_net {

/// Columns of the sum done at a time: a stretch of a panel that stays in the first-level cache.
/// Results depend on it (the order of summation), so it is the same on every machine.
inline constexpr Index kSumBlock = 256;

/// product += left^T right: left (k, m), right (k, n), product (m, n). Every element is summed over
/// k in ascending blocks of kSumBlock, whatever m and n are, so that a column's result does not
/// depend on which other columns are computed with it.
void multiply_add(Microkernel kernel, const LeftPanels& left, const RightPanels& right,
                  RightPanels& product);

/// The same where the product is symmetric, (m, m): half the work. Of the elements below the
/// diagonal some are left as they were.
void multiply_add_upper(Microkernel kernel, const LeftPanels& left, const RightPanels& right,
                        RightPanels& product);

/// Rows row ... row+4 of left^T right for one panel of `right`: tile (4, 8), not accumulated.
void multiply_tile(Microkernel kernel, const LeftPanels& left, Index row, const RightPanels& right,
                   Index panel, float* tile);

/// left^T right by the textbook's triple loop in double precision: the oracle.
Rows multiply_naive(const LeftPanels& left, const RightPanels& right);

}  // namespace fourier_net
