#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

namespace fourier_net {

/// The learning rate of each step: the rate in force, which can be changed on the way, times, where
/// it decays, Keras' CosineDecay to zero over T steps (Loshchilov and Hutter 2017):
///   (1 + cos(pi min(t, T) / T)) / 2.
class LearningRates {
 public:
  /// `decay_steps` 0: it does not decay.
  LearningRates(double rate, int decay_steps) : decay_steps_(decay_steps), changes_{{0, rate}} {}

  /// From step `step` (counted from 0) on.
  void change(std::uint64_t step, double rate) { changes_.push_back({step, rate}); }

  double at(std::uint64_t step) const {
    double rate = 0.0;
    for (const Change& change : changes_) {
      if (change.step <= step) rate = change.rate;
    }
    if (decay_steps_ == 0) return rate;
    const auto end = static_cast<std::uint64_t>(decay_steps_);
    if (step >= end) return 0.0;
    const double turn = std::acos(-1.0) * static_cast<double>(step) / decay_steps_;
    return rate * (1.0 + std::cos(turn)) / 2.0;
  }

 private:
  struct Change {
    std::uint64_t step;
    double rate;
  };
  int decay_steps_;
  std::vector<Change> changes_;
};

}  // namespace fourier_net
