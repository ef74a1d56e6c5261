#pragma once

#include <memory>
#include <vector>

#include "model/linear.h"
#include "task/tones.h"
#include "train/batches.h"
#include "train/evaluation.h"
#include "train/learning_rates.h"
#include "train/optimiser.h"
#include "train/trainer.h"
#include "train/weight_picture.h"

namespace fourier_net {

/// A shard of a single layer's training: some of the output columns, all of their training.
///
/// The loss is a sum over output columns and a column's weights see only X. So each shard makes the
/// same X from the seed and its own targets, and never talks to another; results do not depend on
/// how columns are divided. (`exact` alone needs a matrix of the inputs that is too much work to be
/// made by each: they sum it in parts, which whoever drives them exchanges.) A slice is the
/// errors of a block of columns, or the corrections of it or of some of its rows. All memory is
/// taken at construction: after the floor has been evaluated nothing here allocates but what
/// returns a matrix or a part.
class LinearTrainer : public Trainer {
 public:
  /// `config` has passed config_error.
  explicit LinearTrainer(const Config& config);

  Shape shape() const override;
  std::uint64_t step() const override { return step_; }
  bool mid_step() const override {
    return next_batch_ != 0 || next_block_ != 0 || stage_ != Stage::kInputs;
  }
  double position() const override;
  void change_learning_rate(std::uint64_t step, double rate) override { rates_.change(step, rate); }
  bool advance() override;
  bool awaits_parts() const override { return optimiser_->awaits_parts(); }
  std::vector<float> part() const override { return optimiser_->part(); }
  void set_part(int shard, const std::vector<float>& values) override {
    optimiser_->set_part(shard, values);
  }
  bool advance_evaluation() override;
  bool advance_floor() override;

  const std::vector<double>& batch_squares() const override { return batch_squares_; }
  int batch_size() const override { return step_examples_; }
  const std::vector<double>& held_out_squares() const override { return held_out_squares_; }
  const std::vector<double>& weight_error_squares() const override { return weight_error_squares_; }
  const std::vector<double>& optimum_squares() const override { return optimum_squares_; }

  using Trainer::weights;
  const std::vector<std::int32_t>& columns() const override { return columns_; }
  Rows weights(Index begin, Index end) const override;
  const std::vector<std::int8_t>& picture(int unit, float limit) override;
  double square_sum(int unit, Index begin, Index end) const override;
  Rows predict(const Eigen::Ref<const Rows>& x) override;
  Rows reference(const Eigen::Ref<const Rows>& x) override;

  int state_arrays() const override { return 1 + optimiser_->lasting_memory(); }
  Rows unit_state(int unit, int array, Index begin, Index end) const override;
  void set_unit_state(int unit, int array, const Eigen::Ref<const Rows>& values) override;
  void resume_at(std::uint64_t step) override;

 private:
  struct Block {
    Linear model;
    std::vector<RightPanels> memory;  ///< The optimiser's.
  };

  void begin_batch();
  void measure(const Block& block);

  /// Measures the next block on the next part of the held-out set. Returns the block when that was
  /// its last part, otherwise null.
  Block* measure_held_out();
  bool is_evaluated() const { return next_evaluated_ == 0 && next_part_ == 0; }

  void add_block_squares(const Block& block, std::vector<double>& unit_sums);

  /// Corrects some more rows of a block's weights; true when those were the last.
  bool correct(Block& block);
  double* of_block(std::vector<double>& unit_values, const Block& block);
  void number_columns();

  struct UnitPlace {
    std::size_t block;
    Index column;  ///< The unit's first one in the block.
  };
  UnitPlace place_of(int unit) const;
  const RightPanels& state(std::size_t block, int array) const;

  /// Copies rows begin, begin + 1, ... of a block's columns to where they stand among the shard's.
  void place(const RightPanels& values, Index begin, Units units, Rows& all) const;

  std::unique_ptr<Task> task_;
  Units units_;
  Microkernel kernel_;
  std::uint32_t seed_;
  std::unique_ptr<Tones> tones_;  ///< Where it trains on these instead of the task's noise.
  std::unique_ptr<Optimiser> optimiser_;
  Batches batches_;
  std::vector<Block> blocks_;
  std::vector<std::int32_t> columns_;
  std::vector<Index> places_;  ///< Of the columns, units in ascending order, among columns_.

  std::uint64_t step_ = 0;
  int batches_a_step_;
  int next_batch_ = 0;  ///< Of the step.
  std::size_t next_block_ = 0;
  int next_part_ = 0;               ///< Of the held-out set.
  std::size_t next_evaluated_ = 0;  ///< Block, on that part.
  /// What is to be done next: for a batch, for a block of it twice, for a block of the step.
  enum class Stage { kInputs, kPreparation, kResidual, kCorrection, kFinish };
  Stage stage_ = Stage::kInputs;
  Index corrected_ = 0;    ///< Rows of the block, in Stage::kCorrection.
  double finished_ = 0.0;  ///< The share of Stage::kFinish that is done.
  int step_examples_ = 0;
  LearningRates rates_;

  Rows inputs_;  ///< kRowsAtATime examples.
  LeftPanels inputs_by_row_, inputs_by_column_;
  Residual residual_;
  std::vector<double> block_squares_, column_;
  std::vector<std::int8_t> picture_;  ///< Of a unit.
  std::vector<double> batch_squares_, held_out_squares_, weight_error_squares_, optimum_squares_;
};

}  // namespace fourier_net
