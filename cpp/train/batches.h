#pragma once

#include <cstdint>
#include <vector>

#include "random/philox.h"

namespace fourier_net {

/// Which training examples each step sees: a pure function of (seed, step), so a shard can start
/// anywhere. With `examples` > 0 a fixed set is shuffled afresh each epoch, and an epoch's last
/// batch takes what is left; with 0, example numbers go on for ever.
class Batches {
 public:
  Batches(std::uint32_t seed, int examples, int batch);

  /// Example numbers of step `step`, counted from 0.
  const std::vector<std::uint64_t>& at(std::uint64_t step);

 private:
  Philox random_;
  int batch_;
  std::uint64_t steps_per_epoch_ = 0, shuffled_epoch_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint64_t> numbers_;
};

}  // namespace fourier_net
