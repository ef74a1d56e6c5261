#pragma once

#include <memory>
#include <vector>

#include "network/butterfly_layers.h"
#include "network/network.h"
#include "transform/transform.h"

namespace fourier_net {

/// Learns the fast Fourier transform: the DFT of n complex values, [re(0..n-1) | im(0..n-1)] in and
/// out, by log2(n) layers of n/2 complex 2 x 2 blocks on bit-reversed inputs (the form of Cooley
/// and Tukey 1965; learned by Dao et al. 2019, "Learning Fast Algorithms for Linear Transforms
/// Using Butterfly Factorizations"). n is a power of two.
///
/// Weights (log2 n, 4 n), a layer a row: blocks [[a, b], [c, d]] by the place of their upper value,
/// re and im of each entry in turn. See network/butterfly_layers.h for what a layer does.
class Butterfly : public Network {
 public:
  explicit Butterfly(int n);

  int inputs() const override { return 2 * n_; }
  int outputs() const override { return 2 * n_; }
  int impulses() const override { return n_; }  // i in instead of 1: i times as much out
  Index weight_rows() const override { return layer_count_; }
  Index weight_columns() const override { return 4 * Index{n_}; }
  Index examples_at_a_time() const override { return kExamples; }

  /// Each block a random unitary one times sqrt(2): like Cooley and Tukey's it doubles the
  /// variance. (Of plain normal entries some block is nearly singular: one seed in 20 then takes
  /// far longer.)
  bool advance_initialisation(std::uint32_t seed, float* weights) override;

  /// Cooley and Tukey's: a = c = 1, b = -d = exp(-2 pi i j / 2^(l+1)) for the j-th pair of a group.
  bool set_optimum(float* weights) const override;

  void targets(const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) override;
  void predict(const float* weights, const Eigen::Ref<const Rows>& x, Eigen::Ref<Rows> y) override;
  void add_gradient(const float* weights, const Eigen::Ref<const Rows>& x,
                    Eigen::Ref<Rows> residual, float* gradient) override;

 private:
  static constexpr Index kExamples = 8;  ///< What the layers make of them stays in cache.
  static constexpr Index kGroup = 4;     ///< Examples side by side.

  /// The memory of a pass.
  struct Pass {
    LeftPanels inputs;
    ButterflyLayers<simd::F32x4, float> layers;
  };
  Pass make_pass(bool for_backward) const {
    return {LeftPanels(2 * Index{n_}, kExamples), {layer_count_, kExamples / kGroup, for_backward}};
  }

  /// Takes `count` rows of x, from row `first` on, through the layers.
  void forward(const float* weights, const Eigen::Ref<const Rows>& x, Index first, Index count,
               Pass& pass) const;

  int n_, layer_count_;
  std::vector<Index> reversed_;  ///< Of each place, its bits in reversed order.
  Pass training_, prediction_;
  LeftPanels inputs_;
  std::unique_ptr<Transform> dft_;
  std::vector<DoublePair> targets_;  ///< Of two examples.
};

}  // namespace fourier_net
