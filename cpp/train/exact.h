#pragma once

#include "linalg/gram.h"
#include "linalg/inverse.h"
#include "train/optimiser.h"

namespace fourier_net {

/// exact: W -= (X^T X)^-1 X^T E, E = X W - Y, X all m examples. The first step solves the normal
/// equations, from W = 0: no product X W is then needed, and no rounding error is as large as the
/// initial weights. What float32 has rounded away there the second makes good, and so on: iterative
/// refinement on the same examples (Wilkinson 1963). X is never there as a whole: X^T X, (d, d),
/// and X^T E, (d, c), are summed batch by batch; the former in the first step only, each shard a
/// part of it, and inverted by each. The learning rate is not used.
class Exact : public Optimiser {
 public:
  Exact(Microkernel kernel, const OptimiserSize& size, PanelPart share);

  int memory() const override { return 1; }  ///< X^T E of the step's batches so far.
  int lasting_memory() const override { return 0; }
  bool takes_all_examples() const override { return true; }
  void resume_at(std::uint64_t step) override;
  void begin_step(double, int) override { ++steps_begun_; }
  bool from_zero() const override { return steps_begun_ == 1; }
  bool prepare(const LeftPanels& by_row, const LeftPanels& by_column) override;
  void update(float* weights, float* const* memory, const float* correlation,
              int count) const override;
  double finish(RightPanels& weights, std::vector<RightPanels>& memory) override;
  double finish_batches(int batch) const override;
  bool awaits_parts() const override { return summed_ && missing_parts_ > 0; }
  std::vector<float> part() const override { return gram_part(inverse_.matrix(), share_); }
  void set_part(int shard, const std::vector<float>& values) override;

 private:
  void begin_sum();

  Microkernel kernel_;
  Index size_;
  PanelPart share_;
  RightPanels inputs_;
  Inverse inverse_;        ///< Of X^T X.
  bool summed_ = false;    ///< This shard's part of it, over all examples.
  int missing_parts_ = 0;  ///< Of other shards.
  bool inverted_ = false;
  std::uint64_t steps_begun_ = 0;
  Index next_panel_ = 0;
};

}  // namespace fourier_net
