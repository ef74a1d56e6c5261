#include "task/transform_task.h"

#include <utility>

namespace fourier_net {

TransformTask::TransformTask(std::unique_ptr<Transform> transform)
    : transform_(std::move(transform)), y_(static_cast<std::size_t>(transform_->outputs())) {
  const auto inputs = static_cast<std::size_t>(transform_->inputs());
  impulse_responses_.reserve(inputs * y_.size());
  columns_.reserve(4 * static_cast<std::size_t>(RightPanels::padded(transform_->outputs())));
  std::vector<float> signals(4 * inputs);
  for (std::size_t m = 0; m < signals.size(); m += 4) {
    signals[m] = 1.0F;
    transform_->apply(SignalPair(signals.data()), y_.data());
    signals[m] = 0.0F;
    for (const DoublePair& y : y_) impulse_responses_.push_back(y[0]);
  }
}

void TransformTask::targets(const LeftPanels& inputs, Units units, RightPanels& targets) {
  const int count = this->units(), parts = transform_->parts();
  columns_.assign(4 * static_cast<std::size_t>(targets.padded_columns()), 0.0F);
  for (Index row = 0; row < targets.rows(); row += 4) {
    for (int pair = 0; pair < 4; pair += 2) {
      transform_->apply(SignalPair(inputs.at(row / 4, 0) + pair), y_.data());
      for (int part = 0; part < parts; ++part) {
        const DoublePair* from_unit = y_.data() + part * count;
        float* to = columns_.data() + 4 * part + pair;
        for (int unit = units.begin; unit < units.end; ++unit, to += 4 * parts) {
          simd::store_pair(to, from_unit[unit].lanes());
        }
      }
    }
    set_rows(columns_, row, targets);
  }
}

void TransformTask::optimum(int unit, int i, double* weights) const {
  const auto width = static_cast<std::size_t>(outputs());
  for (auto at = static_cast<std::size_t>(column(unit, i)); at < impulse_responses_.size();
       at += width) {
    *weights++ = impulse_responses_[at];
  }
}

}  // namespace fourier_net
