#pragma once

#include <memory>
#include <vector>

#include "network/network.h"
#include "train/batches.h"
#include "train/learning_rates.h"
#include "train/optimiser.h"
#include "train/trainer.h"

namespace fourier_net {

/// The training of a network with a backward pass of its own, as a whole: it has one unit, so there
/// is one shard. A slice is some examples. All memory is taken at construction: after the floor has
/// been evaluated nothing here allocates but what returns a matrix, or is given more examples than
/// a slice has.
class NetworkTrainer : public Trainer {
 public:
  /// `config` has passed config_error.
  NetworkTrainer(const Config& config, std::unique_ptr<Network> network);

  Shape shape() const override;
  std::uint64_t step() const override { return step_; }
  bool mid_step() const override { return next_example_ != 0; }
  double position() const override;
  void change_learning_rate(std::uint64_t step, double rate) override { rates_.change(step, rate); }
  bool advance() override;
  bool advance_evaluation() override;
  bool advance_floor() override;

  const std::vector<double>& batch_squares() const override { return batch_squares_; }
  int batch_size() const override { return batch_size_; }
  const std::vector<double>& held_out_squares() const override { return held_out_squares_; }
  const std::vector<double>& weight_error_squares() const override { return weight_error_squares_; }
  const std::vector<double>& optimum_squares() const override { return optimum_squares_; }

  using Trainer::weights;
  const std::vector<std::int32_t>& columns() const override { return columns_; }
  Rows weights(Index begin, Index end) const override { return unit_state(0, 0, begin, end); }
  const std::vector<std::int8_t>& picture(int unit, float limit) override;
  double square_sum(int unit, Index begin, Index end) const override;
  Index row_length(Index values) const override { return network_->row_length(values); }
  Rows predict(const Eigen::Ref<const Rows>& x) override;
  Rows reference(const Eigen::Ref<const Rows>& x) override;

  int state_arrays() const override { return static_cast<int>(states_.size()); }
  Rows unit_state(int unit, int array, Index begin, Index end) const override;
  void set_unit_state(int unit, int array, const Eigen::Ref<const Rows>& values) override;
  void resume_at(std::uint64_t step) override;

 private:
  void correct();

  /// Sum of squares of what the network makes of the first `count` inputs, less their targets,
  /// which are left in targets_.
  double measure(Index count);

  /// Works on the next examples of the held-out set; true when those were the last ones.
  bool measure_held_out();

  /// Likewise on the unit impulses.
  bool measure_impulses();

  const float* values() const { return states_[0].data(); }

  std::unique_ptr<Network> network_;
  std::uint32_t seed_;
  LearningRates rates_;
  std::unique_ptr<Optimiser> optimiser_;
  Batches batches_;
  std::vector<std::int32_t> columns_;

  /// The weights, then what the optimiser remembers of them, and their gradient: padded with zeros
  /// to a multiple of 4.
  std::vector<std::vector<float>> states_;
  std::vector<float> gradient_;

  std::uint64_t step_ = 0;
  Index next_example_ = 0;   ///< Of the batch.
  Index next_held_out_ = 0;  ///< Of the evaluation: an example of the held-out set,
  Index next_impulse_ = 0;   ///< then an impulse.
  bool has_floor_ = false;   ///< Whether the best weights are in the place of the initial ones.
  enum class Floor { kImpulses, kHeldOut, kInitialWeights };
  Floor floor_ = Floor::kImpulses;  ///< What advance_floor() does next.
  int batch_size_ = 0;
  Rows inputs_, residual_, targets_;  ///< Of a slice.
  std::vector<std::int8_t> picture_;
  std::vector<double> batch_squares_, held_out_squares_, weight_error_squares_, optimum_squares_;
};

}  // namespace fourier_net
