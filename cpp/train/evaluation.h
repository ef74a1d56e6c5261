#pragma once

#include <vector>

#include "linalg/kernels/kernel.h"
#include "model/linear.h"
#include "task/task.h"

namespace fourier_net {

/// Examples that are made at a time, before they are packed: they stay in cache.
inline constexpr Index kRowsAtATime = 32;

/// The residual E = X W - Y of a block of columns, in memory that is used again and again.
class Residual {
 public:
  /// Makes room for `examples` rows of a block of `outputs` columns.
  void reserve(Index examples, Index outputs) { values_.resize(examples, outputs); }

  /// E for packed inputs X and the task's targets Y. `unit_sums`: sums of squares in double
  /// precision, one for each unit of the block; every column is summed over ascending examples,
  /// every unit over ascending columns.
  void compute(Microkernel kernel, Task& task, const Linear& block, const LeftPanels& inputs,
               double* unit_sums);

  /// The same of a block of weights that are all zero: E = -Y.
  void compute_from_zero(Task& task, const Linear& block, const LeftPanels& inputs,
                         double* unit_sums);

  const RightPanels& values() const { return values_; }
  RightPanels& values() { return values_; }

 private:
  void negate_targets(Task& task, const Linear& block, const LeftPanels& inputs);

  RightPanels values_;
};

/// The held-out set: examples that training never draws. It is made anew for each evaluation, in
/// parts of a usual batch's size, for it would need more memory than a batch does.
inline constexpr int kHeldOutExamples = 512;
inline constexpr int kHeldOutParts = 2;
inline constexpr int kHeldOutPart = kHeldOutExamples / kHeldOutParts;

/// Part `part` of it, packed by rows. `rows`: memory for kRowsAtATime examples.
void make_held_out(const Task& task, std::uint32_t seed, int part, Rows& rows, LeftPanels& inputs);

/// Sums of (W - W*)^2 by unit of the block, W* = task.optimum; with `of_optimum`, of W*^2. `best`:
/// memory for a column.
void weight_squares(const Task& task, const Linear& block, bool of_optimum,
                    std::vector<double>& best, double* unit_sums);

}  // namespace fourier_net
