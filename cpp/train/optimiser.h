#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace fourier_net {

/// How a correction follows from a residual. `correlation` is S = X^T E, summed over the batch of B
/// examples, E = X W - Y; Keras' gradient of the mean squared error over B examples and c outputs
/// is G = 2 S / (B c). Formulas work on each weight alone, so a tile is corrected while its S is
/// still in cache and the gradient matrix never exists.
class Optimiser {
 public:
  virtual ~Optimiser() = default;

  /// How many numbers it remembers of each weight, all zero at the start.
  virtual int memory() const = 0;

  /// As after `step` calls of begin_step.
  virtual void resume_at(std::uint64_t step) = 0;

  /// Once a step, before its updates.
  virtual void begin_step(double learning_rate, int batch) = 0;

  /// Corrects `count` weights (a multiple of 4); memory[i] is their i-th remembered number.
  virtual void update(float* weights, float* const* memory, const float* correlation,
                      int count) const = 0;
};

/// sgd, momentum, adam, amsgrad (Keras' formulas) or lms, for a model of `outputs` columns; null
/// for any other name.
std::unique_ptr<Optimiser> make_optimiser(const std::string& name, int outputs);

}  // namespace fourier_net
