#pragma once

#include <vector>

#include "linalg/kernels/kernel.h"
#include "model/linear.h"
#include "task/task.h"

namespace fourier_net {

/// Sums of squares of the residual E = X W - Y, in double precision, one for each unit of the
/// block; every column is summed over ascending examples, every unit over ascending columns.
/// `residual` holds E on return.
void residual(Microkernel kernel, const Linear& block, const LeftPanels& inputs,
              const Eigen::Ref<const Rows>& targets, RightPanels& residual, double* unit_sums);

/// The held-out set: 512 examples that training never draws. The inputs are made once and kept
/// packed; the targets of a large model would take too much memory and are made again each time.
class HeldOut {
 public:
  static constexpr int kExamples = 512;

  HeldOut(const Task& task, std::uint32_t seed);

  /// Sums of squared residuals of `block` by unit; the task is that of the constructor. `residual`
  /// holds E on return.
  void squared_error(Microkernel kernel, Task& task, const Linear& block, RightPanels& residual,
                     double* unit_sums);

 private:
  static constexpr Index kRowsAtATime = 32;  ///< A divisor of kExamples.

  LeftPanels inputs_;
  Rows rows_, targets_;
};

/// Sums of (W - W*)^2 by unit of the block, W* = task.optimum; with `of_optimum`, of W*^2.
void weight_squares(const Task& task, const Linear& block, bool of_optimum, double* unit_sums);

}  // namespace fourier_net
