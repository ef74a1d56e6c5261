#include "task/tones.h"

#include <cmath>

namespace fourier_net {
namespace {

constexpr int kDirections = 8;

}  // namespace

Tones::Tones(const Task& task)
    : inputs_(task.inputs()), directions_(static_cast<std::size_t>(inputs_) * kDirections) {
  std::vector<double> weights(static_cast<std::size_t>(inputs_));
  for (int i = 0; i < kDirections; ++i) {
    task.optimum((1 + i / 2 * task.units() / 4) % task.units(), i % 2, weights.data());
    double squares = 0.0;
    for (const double w : weights) squares += w * w;
    float* to = directions_.data() + i;
    for (const double w : weights) {
      *to = static_cast<float>(w / std::sqrt(squares));
      to += kDirections;
    }
  }
}

void Tones::example(const Philox& random, std::uint64_t number, float* values) const {
  float amplitudes[kDirections];
  fill_normals(random, number, amplitudes, kDirections);
  const float* direction = directions_.data();
  for (int m = 0; m < inputs_; ++m) {
    float sum = 0.0F;
    for (const float amplitude : amplitudes) sum += amplitude * *direction++;
    values[m] = sum;
  }
}

}  // namespace fourier_net
