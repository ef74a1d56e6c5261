#pragma once

#include "linalg/gram.h"
#include "linalg/inverse.h"
#include "train/optimiser.h"

namespace fourier_net {

/// kaczmarz: W -= lr X^T (X X^T)^-1 E, E = X W - Y (Kaczmarz 1937 by blocks; the affine projection
/// algorithm of Ozeki and Umeda 1984). With lr = 1 it projects each column onto the weights that
/// make no error on the batch; between 0 and 2 it never comes away from the solution. A batch of at
/// most half the inputs keeps X X^T, (B, B), well conditioned; where it is singular all the same,
/// an example that is zero or that others span, (X X^T)^-1 is a generalised inverse: see
/// linalg/inverse.h. The step is then W -= lr pinv(X) E.
class Kaczmarz : public Optimiser {
 public:
  Kaczmarz(Microkernel kernel, const OptimiserSize& size);

  int memory() const override { return 0; }
  void resume_at(std::uint64_t) override {
    gram_.index = 0;
    inverting_ = false;
  }
  void begin_step(double learning_rate, int) override { rate_ = static_cast<float>(learning_rate); }
  bool prepare(const LeftPanels& by_row, const LeftPanels& by_column) override;

  /// E becomes Z = (X X^T)^-1 E, so that W -= lr X^T Z.
  void transform(RightPanels& residual) override;
  void update(float* weights, float* const* memory, const float* correlation,
              int count) const override;

 private:
  Microkernel kernel_;
  RightPanels inputs_, panel_;
  Inverse inverse_;  ///< Of X X^T.
  PanelPart gram_;   ///< Of X X^T, to be summed next.
  bool inverting_ = false;
  float rate_ = 0.0F;
};

}  // namespace fourier_net
