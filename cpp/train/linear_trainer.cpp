#include "train/linear_trainer.h"

#include <algorithm>

namespace fourier_net {
namespace {

/// Rows of a panel that are corrected together: their correlation stays in the first-level cache.
constexpr Index kCorrectedRows = 64;

/// What is done in a slice, about: some hundredths of a second.
constexpr Index kInputsASlice = 1 << 20, kProductsASlice = 1 << 29;

/// Of the largest batch.
int examples_of(const Config& config) {
  return config.examples > 0 ? std::min(config.batch, config.examples) : config.batch;
}

Units share(const Config& config, const Task& task) {
  return config.units.count() > 0 ? config.units : Units{0, task.units()};
}

}  // namespace

LinearTrainer::LinearTrainer(const Config& config)
    : task_(make_task(config.model, config.n, config.matrix)),
      units_(share(config, *task_)),
      kernel_(find_kernel(config.kernel.c_str())),
      seed_(config.seed),
      optimiser_(make_optimiser(config.optimizer,
                                {task_->inputs(), task_->outputs(), examples_of(config)}, kernel_,
                                {config.shard, config.shards})),
      batches_(config.seed, config.examples,
               optimiser_->takes_all_examples() ? kBatchOfAll : config.batch),
      batches_a_step_(
          optimiser_->takes_all_examples() ? steps_per_epoch(config.examples, kBatchOfAll) : 1),
      rates_(config.learning_rate, config.decay_steps),
      inputs_(kRowsAtATime, task_->inputs()),
      column_(static_cast<std::size_t>(task_->inputs())) {
  if (config.tones) tones_ = std::make_unique<Tones>(*task_);
  for (int begin = units_.begin; begin < units_.end; begin += task_->units_per_block()) {
    const int end = std::min(begin + task_->units_per_block(), units_.end);
    Block block{Linear(*task_, {begin, end}), {}};
    block.model.set_optimum(*task_, column_);
    block.memory.resize(static_cast<std::size_t>(optimiser_->memory()));
    for (RightPanels& values : block.memory) {
      values.resize(block.model.inputs(), block.model.outputs());
    }
    blocks_.push_back(std::move(block));
  }
  const auto count = static_cast<std::size_t>(units_.count());
  for (auto* values :
       {&batch_squares_, &held_out_squares_, &weight_error_squares_, &optimum_squares_}) {
    values->resize(count);
  }
  block_squares_.resize(static_cast<std::size_t>(task_->units_per_block()));
  for (const Block& block : blocks_) {
    weight_squares(*task_, block.model, /*of_optimum=*/true, column_,
                   of_block(optimum_squares_, block));
  }
  number_columns();
  picture_.resize(static_cast<std::size_t>(task_->inputs()) *
                  static_cast<std::size_t>(task_->unit_width()));
  const Index batch = optimiser_->takes_all_examples() ? kBatchOfAll : examples_of(config);
  const Index rows = std::max<Index>(batch, kHeldOutPart);  // whichever of them is worked on
  inputs_by_row_.resize(task_->inputs(), rows);
  inputs_by_column_.resize(batch, task_->inputs());
  residual_.reserve(rows, blocks_.front().model.outputs());
}

double* LinearTrainer::of_block(std::vector<double>& unit_values, const Block& block) {
  return unit_values.data() + (block.model.units().begin - units_.begin);
}

Shape LinearTrainer::shape() const {
  const int inputs = task_->inputs(), outputs = task_->outputs();
  return {inputs, outputs, task_->units(), inputs, outputs};
}

bool LinearTrainer::advance_floor() {
  if (Block* measured = measure_held_out()) measured->model.initialise(*task_, seed_);
  return is_evaluated();
}

bool LinearTrainer::advance() {
  Block& block = blocks_[next_block_];
  if (stage_ == Stage::kInputs) {
    begin_batch();
    stage_ = Stage::kPreparation;
    if (inputs_by_column_.rows() * task_->inputs() > kInputsASlice) return false;
  }
  if (stage_ == Stage::kPreparation) {
    if (!optimiser_->prepare(inputs_by_row_, inputs_by_column_)) return false;
    stage_ = Stage::kResidual;
  }
  if (stage_ == Stage::kResidual) {
    measure(block);
    stage_ = Stage::kCorrection;
    return false;
  }
  const bool last_batch = next_batch_ + 1 == batches_a_step_;
  if (stage_ == Stage::kCorrection) {
    if (!correct(block)) return false;
    stage_ = Stage::kFinish;
  }
  if (last_batch) {
    finished_ = optimiser_->finish(block.model.weights(), block.memory);
    if (finished_ < 1.0) return false;
    finished_ = 0.0;
  }
  stage_ = Stage::kResidual;
  next_block_ = (next_block_ + 1) % blocks_.size();
  if (next_block_ != 0) return false;
  stage_ = Stage::kInputs;
  next_batch_ = last_batch ? 0 : next_batch_ + 1;
  if (last_batch) ++step_;
  return last_batch;
}

double LinearTrainer::position() const {
  const auto blocks = static_cast<double>(blocks_.size());
  const auto block = static_cast<double>(next_block_);
  const double corrected = block + (stage_ == Stage::kFinish ? 1.0 : 0.0);
  const double finished = next_batch_ + 1 == batches_a_step_ ? block + finished_ : 0.0;
  const double weight = optimiser_->finish_batches(kBatchOfAll);
  const double done = next_batch_ + (corrected + weight * finished) / blocks;
  return static_cast<double>(step_) + done / (batches_a_step_ + weight);
}

void LinearTrainer::measure(const Block& block) {
  if (optimiser_->from_zero()) {
    residual_.compute_from_zero(*task_, block.model, inputs_by_row_, block_squares_.data());
  } else {
    residual_.compute(kernel_, *task_, block.model, inputs_by_row_, block_squares_.data());
  }
  add_block_squares(block, batch_squares_);
}

LinearTrainer::Block* LinearTrainer::measure_held_out() {
  // Between two steps the batch's memory is free.
  if (next_evaluated_ == 0) make_held_out(*task_, seed_, next_part_, inputs_, inputs_by_row_);
  Block& block = blocks_[next_evaluated_];
  if (next_part_ == 0) {
    double* sums = of_block(held_out_squares_, block);
    std::fill(sums, sums + block.model.units().count(), 0.0);
  }
  residual_.compute(kernel_, *task_, block.model, inputs_by_row_, block_squares_.data());
  add_block_squares(block, held_out_squares_);
  const bool on_last_part = next_part_ + 1 == kHeldOutParts;
  next_evaluated_ = (next_evaluated_ + 1) % blocks_.size();
  if (next_evaluated_ == 0) next_part_ = on_last_part ? 0 : next_part_ + 1;
  return on_last_part ? &block : nullptr;
}

void LinearTrainer::add_block_squares(const Block& block, std::vector<double>& unit_sums) {
  double* sums = of_block(unit_sums, block);
  for (int unit = 0; unit < block.model.units().count(); ++unit) {
    sums[unit] += block_squares_[static_cast<std::size_t>(unit)];
  }
}

void LinearTrainer::begin_batch() {
  // All examples are always the first epoch's, so that a run that goes on later sums them alike.
  const auto number = static_cast<std::uint64_t>(next_batch_);
  const bool all = optimiser_->takes_all_examples();
  const std::vector<std::uint64_t>& examples = batches_.at(all ? number : step_);
  const Philox random(seed_, Stream::kTraining);
  const auto count = static_cast<Index>(examples.size());
  next_evaluated_ = 0;  // an evaluation that was left half done had its inputs here
  next_part_ = 0;
  inputs_by_row_.resize(task_->inputs(), count);
  inputs_by_column_.resize(count, task_->inputs());
  for (Index first = 0; first < count; first += kRowsAtATime) {
    const Index made = std::min(kRowsAtATime, count - first);
    for (Index b = 0; b < made; ++b) {
      const std::uint64_t number = examples[static_cast<std::size_t>(first + b)];
      if (tones_) {
        tones_->example(random, number, &inputs_(b, 0));
      } else {
        task_->input(random, number, &inputs_(b, 0));
      }
    }
    pack_rows(inputs_.topRows(made), first, inputs_by_row_);
    pack_columns(inputs_.topRows(made), first, inputs_by_column_);
  }
  if (next_batch_ == 0) {
    std::fill(batch_squares_.begin(), batch_squares_.end(), 0.0);
    step_examples_ = 0;
    optimiser_->begin_step(rates_.at(step_), static_cast<int>(count));
  }
  step_examples_ += static_cast<int>(count);
}

bool LinearTrainer::correct(Block& block) {
  if (corrected_ == 0) optimiser_->transform(residual_.values());
  RightPanels& weights = block.model.weights();
  const Index products = kCorrectedRows * weights.columns() * inputs_by_column_.rows();
  const Index part = kCorrectedRows * std::max<Index>(1, kProductsASlice / products);
  const Index last = std::min(corrected_ + part, weights.rows());
  float correlation[kCorrectedRows * kTileColumns];
  for (Index first = corrected_; first < last; first += kCorrectedRows) {
    const Index end = std::min(first + kCorrectedRows, weights.padded_rows());
    for (Index panel = 0; panel < weights.panels(); ++panel) {
      for (Index row = first; row < end; row += kTileRows) {
        multiply_tile(kernel_, inputs_by_column_, row, residual_.values(), panel,
                      correlation + (row - first) * kTileColumns);
      }
      float* memory[4] = {};
      for (std::size_t i = 0; i < block.memory.size(); ++i) {
        memory[i] = block.memory[i].at(panel, first);
      }
      optimiser_->update(weights.at(panel, first), memory, correlation,
                         static_cast<int>((end - first) * kTileColumns));
    }
  }
  corrected_ = last < weights.rows() ? last : 0;
  return corrected_ == 0;
}

bool LinearTrainer::advance_evaluation() {
  if (const Block* measured = measure_held_out()) {
    weight_squares(*task_, measured->model, /*of_optimum=*/false, column_,
                   of_block(weight_error_squares_, *measured));
  }
  return is_evaluated();
}

void LinearTrainer::number_columns() {
  for (int unit = units_.begin; unit < units_.end; ++unit) {
    for (int i = 0; i < task_->unit_width(); ++i) columns_.push_back(task_->column(unit, i));
  }
  const std::vector<std::int32_t> by_unit = columns_;
  std::sort(columns_.begin(), columns_.end());
  for (const std::int32_t column : by_unit) {
    places_.push_back(std::lower_bound(columns_.begin(), columns_.end(), column) -
                      columns_.begin());
  }
}

void LinearTrainer::place(const RightPanels& values, Index begin, Units units, Rows& all) const {
  const Index* places = places_.data() + Index{units.begin - units_.begin} * task_->unit_width();
  for (Index row = 0; row < all.rows(); ++row) {
    for (Index j = 0; j < values.columns(); ++j) all(row, places[j]) = values(begin + row, j);
  }
}

Rows LinearTrainer::weights(Index begin, Index end) const {
  Rows all(end - begin, static_cast<Index>(columns_.size()));
  for (const Block& block : blocks_) place(block.model.weights(), begin, block.model.units(), all);
  return all;
}

const std::vector<std::int8_t>& LinearTrainer::picture(int unit, float limit) {
  const UnitPlace place = place_of(unit);
  const RightPanels& weights = state(place.block, 0);
  write_picture(
      task_->inputs(), place.column, task_->unit_width(), limit,
      [&weights](Index i, Index j) { return weights(i, j); }, picture_.data());
  return picture_;
}

double LinearTrainer::square_sum(int unit, Index begin, Index end) const {
  const UnitPlace place = place_of(unit);
  const RightPanels& weights = state(place.block, 0);
  double sum = 0.0;
  for (Index j = place.column; j < place.column + task_->unit_width(); ++j) {
    for (Index row = begin; row < end; ++row) sum += double{weights(row, j)} * weights(row, j);
  }
  return sum;
}

Rows LinearTrainer::predict(const Eigen::Ref<const Rows>& x) {
  Rows all(x.rows(), static_cast<Index>(columns_.size()));
  LeftPanels packed(x.cols(), x.rows());
  pack_rows(x, 0, packed);
  RightPanels product;
  for (const Block& block : blocks_) {
    product.resize(x.rows(), block.model.outputs());
    block.model.forward_add(kernel_, packed, product);
    place(product, 0, block.model.units(), all);
  }
  return all;
}

Rows LinearTrainer::reference(const Eigen::Ref<const Rows>& x) {
  Rows all(x.rows(), static_cast<Index>(columns_.size()));
  LeftPanels packed(x.cols(), x.rows());
  pack_rows(x, 0, packed);
  RightPanels targets(x.rows(), all.cols());
  task_->targets(packed, units_, targets);
  place(targets, 0, units_, all);
  return all;
}

LinearTrainer::UnitPlace LinearTrainer::place_of(int unit) const {
  const int per_block = task_->units_per_block();
  const int from_begin = unit - units_.begin;
  return {static_cast<std::size_t>(from_begin / per_block),
          Index{from_begin % per_block} * task_->unit_width()};
}

const RightPanels& LinearTrainer::state(std::size_t block, int array) const {
  const Block& holder = blocks_[block];
  return array == 0 ? holder.model.weights() : holder.memory[static_cast<std::size_t>(array - 1)];
}

Rows LinearTrainer::unit_state(int unit, int array, Index begin, Index end) const {
  const UnitPlace place = place_of(unit);
  const RightPanels& values = state(place.block, array);
  Rows result(end - begin, task_->unit_width());
  for (Index row = 0; row < result.rows(); ++row) {
    for (Index j = 0; j < result.cols(); ++j)
      result(row, j) = values(begin + row, place.column + j);
  }
  return result;
}

void LinearTrainer::set_unit_state(int unit, int array, const Eigen::Ref<const Rows>& values) {
  const UnitPlace place = place_of(unit);
  Block& holder = blocks_[place.block];
  RightPanels& target =
      array == 0 ? holder.model.weights() : holder.memory[static_cast<std::size_t>(array - 1)];
  for (Index row = 0; row < values.rows(); ++row) {
    for (Index j = 0; j < values.cols(); ++j) target(row, place.column + j) = values(row, j);
  }
}

void LinearTrainer::resume_at(std::uint64_t step) {
  step_ = step;
  next_batch_ = 0;
  next_block_ = next_evaluated_ = 0;
  next_part_ = 0;
  stage_ = Stage::kInputs;
  corrected_ = 0;
  finished_ = 0.0;
  for (Block& block : blocks_) {
    const auto lasting = static_cast<std::size_t>(optimiser_->lasting_memory());
    for (std::size_t i = lasting; i < block.memory.size(); ++i) {
      block.memory[i].resize(block.model.inputs(), block.model.outputs());
    }
  }
  optimiser_->resume_at(step);
}

}  // namespace fourier_net
