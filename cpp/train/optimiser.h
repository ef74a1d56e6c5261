#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "linalg/gram.h"

namespace fourier_net {

/// How a correction follows from a residual. `correlation` is S = X^T E, summed over the batch of B
/// examples, E = X W - Y; Keras' gradient of the mean squared error over B examples and c outputs
/// is G = 2 S / (B c). Formulas work on each weight alone, so a tile is corrected while its S is
/// still in cache and the gradient matrix never exists. What a whole column needs (a residual that
/// is solved for, a correction that is) goes into transform() and finish().
///
/// What it does to a column does not depend on the other columns: shards divide them. A matrix of
/// the inputs alone, which all columns need, they can sum in parts that are then exchanged.
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

  /// Whether the step at hand takes the weights to be zero, whatever they are: E = -Y.
  virtual bool from_zero() const { return false; }

  /// Once a batch, before its updates: its inputs X as left factors of X W and of X^T E. A slice at
  /// a time; true when that completed it.
  virtual bool prepare(const LeftPanels& /*by_row*/, const LeftPanels& /*by_column*/) {
    return true;
  }

  /// What takes the residual's place in the correlation, in its memory.
  virtual void transform(RightPanels& /*residual*/) {}

  /// Corrects `count` weights (a multiple of 4); memory[i] is their i-th number.
  virtual void update(float* weights, float* const* memory, const float* correlation,
                      int count) const = 0;

  /// After the step's last batch: what is left to do for a block of columns, a slice at a time.
  /// Returns the share of it that is done: at 1 the next block's turn comes.
  virtual double finish(RightPanels& /*weights*/, std::vector<RightPanels>& /*memory*/) {
    return 1.0;
  }

  /// As much work as that is, in batches of `batch` examples.
  virtual double finish_batches(int /*batch*/) const { return 0.0; }

  /// Whether finish() waits for the parts of other shards.
  virtual bool awaits_parts() const { return false; }

  /// This shard's part of what shards exchange, and where another's goes.
  virtual std::vector<float> part() const { return {}; }
  virtual void set_part(int /*shard*/, const std::vector<float>& /*values*/) {}
};

/// Examples of a batch where an optimiser takes them all: what is made of them stays small.
inline constexpr int kBatchOfAll = 256;

/// What an optimiser makes room for: a model of `inputs` rows and `outputs` columns, batches of at
/// most `batch` examples.
struct OptimiserSize {
  int inputs = 1, outputs = 1, batch = 1;
};

/// The optimiser of that name: sgd, momentum, adam, amsgrad (Keras' formulas), lms, kaczmarz or
/// exact; null for any other name. `share`: the shard's of what shards exchange.
std::unique_ptr<Optimiser> make_optimiser(const std::string& name, const OptimiserSize& size,
                                          Microkernel kernel, PanelPart share);

}  // namespace fourier_net
