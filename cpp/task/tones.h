#pragma once

#include <cstdint>
#include <vector>

#include "task/task.h"

namespace fourier_net {

/// Examples that hold four frequencies only: units k = 1 + j u / 4 mod u, j = 0 ... 3, of a task's
/// u, each of random amplitude and phase. The best weights of a bin's two columns are its cosine
/// and sine, so, with w_ki = task.optimum(k, i),
///   x = sum_k sum_i c_ki w_ki / |w_ki|,  c_ki ~ N(0, 1):
/// for the DFT, white noise projected onto these bins.
class Tones {
 public:
  explicit Tones(const Task& task);

  /// Example `number` of a random stream, d values: a function of (seed, number) alone.
  void example(const Philox& random, std::uint64_t number, float* values) const;

 private:
  int inputs_;
  std::vector<float> directions_;  ///< (d, 8), columns of length 1.
};

}  // namespace fourier_net
