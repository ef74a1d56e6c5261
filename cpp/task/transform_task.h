#pragma once

#include <memory>
#include <vector>

#include "task/task.h"
#include "transform/transform.h"

namespace fourier_net {

/// A transform of white noise: W is (d, c). A unit is one output with its parts: column k, and
/// c/2 + k where outputs are complex.
class TransformTask : public Task {
 public:
  explicit TransformTask(std::unique_ptr<Transform> transform);

  int inputs() const override { return transform_->inputs(); }
  int outputs() const override { return transform_->outputs(); }
  int units() const override { return outputs() / transform_->parts(); }
  int units_per_block() const override { return units(); }  // one transform gives all at once
  int column(int unit, int i) const override { return unit + i * units(); }
  void targets(const LeftPanels& inputs, Units units, RightPanels& targets) override;
  void optimum(int unit, int i, double* weights) const override;

 private:
  std::unique_ptr<Transform> transform_;
  std::vector<DoublePair> y_;
  std::vector<float> columns_;             ///< Of four examples' targets.
  std::vector<double> impulse_responses_;  ///< (d, c): the transform of an impulse at each input.
};

}  // namespace fourier_net
