#pragma once

#include <vector>

#include "reference/dft.h"
#include "task/task.h"

namespace fourier_net {

/// The DFT of n complex samples as a real map of 2n values: input [re(0..n-1) | im(0..n-1)],
/// output [Re X(0..n-1) | Im X(0..n-1)], so W is (2n, 2n). A unit is one bin: columns k and n + k.
class DftTask : public Task {
 public:
  explicit DftTask(int n);

  int inputs() const override { return 2 * n_; }
  int outputs() const override { return 2 * n_; }
  int units() const override { return n_; }
  int units_per_block() const override { return n_; }  // one transform gives all bins at once
  int column(int unit, int i) const override { return unit + i * n_; }
  void targets(const LeftPanels& inputs, Units units, RightPanels& targets) override;
  void optimum(int unit, int i, double* weights) const override;

 private:
  int n_;
  Dft dft_;
  std::vector<Dft::Complex> signals_, spectra_;
  std::vector<float> columns_;  ///< Of four examples' targets.
  /// (m, k): bin k of an impulse at sample m.
  std::vector<std::complex<double>> impulse_responses_;
};

}  // namespace fourier_net
