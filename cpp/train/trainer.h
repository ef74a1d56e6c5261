#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "train/shape.h"

namespace fourier_net {

/// One shard of a training run. A single layer can be divided into several, see
/// train/linear_trainer.h; what has a backward pass of its own is one, see train/network_trainer.h.
/// Steps and evaluations are done a slice at a time, so that whoever drives them can stop in
/// between.
class Trainer {
 public:
  virtual ~Trainer() = default;

  virtual Shape shape() const = 0;         ///< Of the whole model.
  virtual std::uint64_t step() const = 0;  ///< Steps completed.
  virtual bool mid_step() const = 0;

  /// Steps completed and, about, the share of the next one that is done.
  virtual double position() const = 0;

  /// From step `step` (counted from 0) on, the learning rate is `rate`, before its decay.
  virtual void change_learning_rate(std::uint64_t step, double rate) = 0;

  /// Works on the next slice of the current step; true when that completed it.
  virtual bool advance() = 0;

  /// Whether advance() waits for the parts, of what shards have in common, that other shards have
  /// summed; set_part(i, values of the i-th one's part()) brings them.
  virtual bool awaits_parts() const { return false; }
  virtual std::vector<float> part() const { return {}; }
  virtual void set_part(int /*shard*/, const std::vector<float>& /*values*/) {}

  /// Works on the next slice of an evaluation; true when that completed it. Between steps only.
  virtual bool advance_evaluation() = 0;

  /// Evaluates the best weights that are known, rounded to float32, in place of the initial ones:
  /// the float32 floor; sums that are not a number where none are known. Before training only; call
  /// until true, then the weights are the initial ones.
  virtual bool advance_floor() = 0;

  /// Sums of squares by unit of the shard; means and merging are the caller's.
  virtual const std::vector<double>& batch_squares() const = 0;  ///< Last step's.
  virtual int batch_size() const = 0;                            ///< Last step's.
  virtual const std::vector<double>& held_out_squares() const = 0;

  /// Of W - W* and of W*: W is what the model makes of unit impulses, W* what the reference does.
  virtual const std::vector<double>& weight_error_squares() const = 0;
  virtual const std::vector<double>& optimum_squares() const = 0;

  /// Numbers, in the whole weight matrix, of the shard's columns, in ascending order, and in this:
  virtual const std::vector<std::int32_t>& columns() const = 0;

  /// Rows begin ... end-1 of the shard's weights, row-major.
  virtual Rows weights(Index begin, Index end) const = 0;

  /// The shard's weights, row-major (rows, columns).
  Rows weights() const { return weights(0, shape().rows); }

  /// The weights of one of its units for a picture: a row of bytes (see weight_picture.h) for each
  /// column, in its own memory until the next call.
  virtual const std::vector<std::int8_t>& picture(int unit, float limit) = 0;

  /// Sum of the squares of a unit's weights in rows begin ... end-1.
  virtual double square_sum(int unit, Index begin, Index end) const = 0;

  /// Of `values` values, those that make a row for predict() and reference().
  virtual Index row_length(Index /*values*/) const { return shape().inputs; }

  /// What the model makes of x (B, d): the shard's columns of the outputs.
  virtual Rows predict(const Eigen::Ref<const Rows>& x) = 0;

  /// What the task's reference gives for x, same shape.
  virtual Rows reference(const Eigen::Ref<const Rows>& x) = 0;

  /// What a saved run holds of each unit: array 0 is its weights, the others what the optimiser
  /// remembers of them; each (rows, columns / units). Between steps only. Rows begin ... end-1:
  virtual int state_arrays() const = 0;
  virtual Rows unit_state(int unit, int array, Index begin, Index end) const = 0;
  virtual void set_unit_state(int unit, int array, const Eigen::Ref<const Rows>& values) = 0;

  /// Goes on from step `step` (completed) once the states of all units are set.
  virtual void resume_at(std::uint64_t step) = 0;
};

/// `config` has passed config_error.
std::unique_ptr<Trainer> make_trainer(const Config& config);

}  // namespace fourier_net
