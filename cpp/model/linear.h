#pragma once

#include <vector>

#include "linalg/gemm.h"
#include "task/task.h"

namespace fourier_net {

/// A block of columns of the linear map y = x W, without bias or activation: the weights of `units`
/// of a task, (d, units.count() * unit_width).
class Linear {
 public:
  Linear(const Task& task, Units units);

  Units units() const { return units_; }
  Index inputs() const { return weights_.rows(); }
  Index outputs() const { return weights_.columns(); }
  RightPanels& weights() { return weights_; }
  const RightPanels& weights() const { return weights_; }

  /// Glorot uniform (Keras' Dense default): limit sqrt(6 / (d + c)), c of the whole model. A weight
  /// depends on the seed, its row and its column alone.
  void initialise(const Task& task, std::uint32_t seed);

  /// The reference's weights, rounded to float32. `column`: memory for one.
  void set_optimum(const Task& task, std::vector<double>& column);

  /// result += x W for x (B, d) packed by rows.
  void forward_add(Microkernel kernel, const LeftPanels& x, RightPanels& result) const {
    multiply_add(kernel, x, weights_, result);
  }

 private:
  Units units_;
  RightPanels weights_;
};

}  // namespace fourier_net
