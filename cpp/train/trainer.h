#pragma once

#include <memory>
#include <vector>

#include "model/linear.h"
#include "task/tones.h"
#include "train/batches.h"
#include "train/config.h"
#include "train/evaluation.h"
#include "train/optimiser.h"
#include "train/weight_picture.h"

namespace fourier_net {

/// One shard of a training run: some of the output columns, all of their training.
///
/// The loss is a sum over output columns and a column's weights see only X. So each shard makes the
/// same X from the seed and its own targets, and never talks to another; results do not depend on
/// how columns are divided. (`exact` alone needs a matrix of the inputs that is too much work to be
/// made by each: they sum it in parts, which whoever drives them exchanges.) Steps and evaluations
/// are done a block of columns at a time, so that whoever drives them can stop in between. After
/// construction, nothing here allocates but reports.
class Trainer {
 public:
  /// `config` has passed config_error.
  explicit Trainer(const Config& config);

  const Task& task() const { return *task_; }
  Units units() const { return units_; }
  std::uint64_t step() const { return step_; }  ///< Steps completed.
  bool mid_step() const { return next_batch_ != 0 || next_block_ != 0 || stage_ != Stage::kInputs; }

  /// Steps completed and, about, the share of the next one that is done.
  double position() const;

  /// From step `step` (counted from 0) on, the learning rate is `rate`.
  void change_learning_rate(std::uint64_t step, double rate);

  /// Works on the next slice of the current step; true when that completed the step.
  bool advance();

  /// Whether advance() waits for the parts, of what shards have in common, that other shards have
  /// summed; set_part(i, values of the i-th one's part()) brings them.
  bool awaits_parts() const { return optimiser_->awaits_parts(); }
  std::vector<float> part() const { return optimiser_->part(); }
  void set_part(int shard, const std::vector<float>& values) {
    optimiser_->set_part(shard, values);
  }

  /// Works on the next block of an evaluation; true when that completed it.
  bool advance_evaluation();

  /// Evaluates W* rounded to float32 in place of the weights: the float32 floor. Before training
  /// only; call until true, then the weights are as they were.
  bool advance_floor();

  /// Sums of squares by unit of the shard; means and merging are the caller's.
  const std::vector<double>& batch_squares() const { return batch_squares_; }  ///< Last step's.
  int batch_size() const { return step_examples_; }                            ///< Last step's.
  const std::vector<double>& held_out_squares() const { return held_out_squares_; }
  const std::vector<double>& weight_error_squares() const { return weight_error_squares_; }
  const std::vector<double>& optimum_squares() const { return optimum_squares_; }

  /// Numbers, in the whole weight matrix, of the shard's columns; ascending, and in this order:
  const std::vector<std::int32_t>& columns() const { return columns_; }

  /// The shard's weights, row-major (d, columns).
  Rows weights() const { return weights(0, task_->inputs()); }

  /// Rows begin ... end-1 of them.
  Rows weights(Index begin, Index end) const;

  /// The weights of one of its units for a picture: a row of d bytes (see weight_picture.h) for
  /// each column.
  std::vector<std::int8_t> picture(int unit, float limit) const;

  /// Sum of the squares of a unit's weights from inputs begin ... end-1.
  double square_sum(int unit, Index begin, Index end) const;

  /// x W for the shard's columns, x (B, d).
  Rows predict(const Eigen::Ref<const Rows>& x) const;

  /// What the task's reference gives for x, same shape.
  Rows reference(const Eigen::Ref<const Rows>& x);

  /// What a saved run holds of each unit: array 0 is its weights, the others what the optimiser
  /// remembers of them; each (d, unit_width). Between steps only. Rows begin ... end-1 of one:
  int state_arrays() const { return 1 + optimiser_->lasting_memory(); }
  Rows unit_state(int unit, int array, Index begin, Index end) const;
  void set_unit_state(int unit, int array, const Eigen::Ref<const Rows>& values);

  /// Goes on from step `step` (completed) once the states of all units are set.
  void resume_at(std::uint64_t step);

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
  void correct(Block& block);
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
  double finished_ = 0.0;  ///< The share of Stage::kFinish that is done.
  int step_examples_ = 0;
  struct RateChange {
    std::uint64_t step;
    double rate;
  };
  std::vector<RateChange> rates_;

  Rows inputs_;  ///< Some of the batch.
  LeftPanels inputs_by_row_, inputs_by_column_;
  Residual residual_;
  std::vector<double> block_squares_;
  std::vector<double> batch_squares_, held_out_squares_, weight_error_squares_, optimum_squares_;
};

}  // namespace fourier_net
