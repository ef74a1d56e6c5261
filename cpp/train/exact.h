#pragma once

#include "linalg/inverse.h"
#include "train/optimiser.h"

namespace fourier_net {

/// exact: W -= (X^T X)^-1 X^T E, E = X W - Y, X all m examples: Newton's method on a quadratic, so
/// that the first step solves the normal equations from wherever W is. What float32 has rounded
/// away there the second makes good, and so on: iterative refinement on the same examples
/// (Wilkinson 1963). X is never there as a whole: X^T X, (d, d), and X^T E, (d, c), are summed
/// batch by batch, the former in the first step only. The learning rate is not used.
class Exact : public Optimiser {
 public:
  Exact(Microkernel kernel, int inputs);

  int memory() const override { return 1; }  ///< X^T E of the step's batches so far.
  int lasting_memory() const override { return 0; }
  bool takes_all_examples() const override { return true; }
  void resume_at(std::uint64_t step) override;
  void begin_step(double, int) override {}
  void prepare(const LeftPanels& by_row, const LeftPanels& by_column) override;
  void update(float* weights, float* const* memory, const float* correlation,
              int count) const override;
  bool finish(RightPanels& weights, std::vector<RightPanels>& memory) override;

 private:
  Microkernel kernel_;
  Index size_;
  RightPanels inputs_;
  Inverse inverse_;  ///< Of X^T X.
  bool inverted_ = false;
  Index next_panel_ = 0;
};

}  // namespace fourier_net
