#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "linalg/kernels/kernel.h"

namespace fourier_net {

/// How a correction follows from a residual. `correlation` is S = X^T E, summed over the batch of B
/// examples, E = X W - Y; Keras' gradient of the mean squared error over B examples and c outputs
/// is G = 2 S / (B c). Formulas work on each weight alone, so a tile is corrected while its S is
/// still in cache and the gradient matrix never exists. What a whole column needs (a residual that
/// is solved for, a correction that is) goes into transform() and finish().
///
/// What it does to a column does not depend on the other columns: shards divide them.
class Optimiser {
 public:
  virtual ~Optimiser() = default;

  /// How many numbers it has for each weight, all zero at the start.
  virtual int memory() const = 0;

  /// How many of these, the first ones, last longer than a step: a saved run holds them.
  virtual int lasting_memory() const { return memory(); }

  /// Whether a step takes all examples, batch after batch, or one batch.
  virtual bool takes_all_examples() const { return false; }

  /// As after `step` calls of begin_step; memory that does not last is zero again.
  virtual void resume_at(std::uint64_t step) = 0;

  /// Once a step, before its updates.
  virtual void begin_step(double learning_rate, int batch) = 0;

  /// Once a batch, before its updates: its inputs X as left factors of X W and of X^T E.
  virtual void prepare(const LeftPanels& /*by_row*/, const LeftPanels& /*by_column*/) {}

  /// What takes the residual's place in the correlation, in its memory.
  virtual void transform(RightPanels& /*residual*/) {}

  /// Corrects `count` weights (a multiple of 4); memory[i] is their i-th number.
  virtual void update(float* weights, float* const* memory, const float* correlation,
                      int count) const = 0;

  /// After the step's last batch: what is left to do for a block of columns, a slice at a time;
  /// true when that completed it, and then the next block's turn comes.
  virtual bool finish(RightPanels& /*weights*/, std::vector<RightPanels>& /*memory*/) {
    return true;
  }
};

/// The optimiser of that name for a model of `inputs` rows and `outputs` columns: sgd, momentum,
/// adam, amsgrad (Keras' formulas), lms, kaczmarz or exact; null for any other name.
std::unique_ptr<Optimiser> make_optimiser(const std::string& name, int inputs, int outputs,
                                          Microkernel kernel);

}  // namespace fourier_net
