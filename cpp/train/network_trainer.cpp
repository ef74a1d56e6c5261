#include "train/network_trainer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "train/evaluation.h"
#include "train/weight_picture.h"

namespace fourier_net {
namespace {

/// In double precision, over ascending elements.
double sum_of_squares(const float* values, Index count) {
  double sum = 0.0;
  for (Index i = 0; i < count; ++i) sum += double{values[i]} * double{values[i]};
  return sum;
}

}  // namespace

NetworkTrainer::NetworkTrainer(const Config& config, std::unique_ptr<Network> network)
    : network_(std::move(network)),
      seed_(config.seed),
      rates_(config.learning_rate, config.decay_steps),
      optimiser_(make_optimiser(config.optimizer,
                                {network_->inputs(), network_->outputs(), config.batch},
                                /*kernel=*/nullptr, {0, 1})),
      batches_(config.seed, config.examples, config.batch),
      inputs_(network_->examples_at_a_time(), network_->inputs()),
      residual_(network_->examples_at_a_time(), network_->outputs()),
      targets_(network_->examples_at_a_time(), network_->outputs()),
      batch_squares_{0.0},
      held_out_squares_{0.0},
      weight_error_squares_{0.0},
      optimum_squares_{0.0} {
  const auto padded = static_cast<std::size_t>((network_->weight_count() + 3) / 4 * 4);
  states_.assign(1 + static_cast<std::size_t>(optimiser_->memory()),
                 std::vector<float>(padded, 0.0F));
  gradient_.assign(padded, 0.0F);
  for (Index j = 0; j < network_->weight_columns(); ++j) {
    columns_.push_back(static_cast<std::int32_t>(j));
  }
  picture_.resize(static_cast<std::size_t>(network_->weight_count()));
  has_floor_ = network_->set_optimum(states_[0].data());
}

Shape NetworkTrainer::shape() const {
  return {network_->inputs(), network_->outputs(), 1, static_cast<int>(network_->weight_rows()),
          static_cast<int>(network_->weight_columns())};
}

double NetworkTrainer::position() const {
  return static_cast<double>(step_) +
         (mid_step() ? static_cast<double>(next_example_) / batch_size_ : 0.0);
}

bool NetworkTrainer::advance() {
  const std::vector<std::uint64_t>& examples = batches_.at(step_);
  const auto batch = static_cast<Index>(examples.size());
  if (next_example_ == 0) {
    next_held_out_ = next_impulse_ = 0;  // an evaluation that was left half done
    batch_size_ = static_cast<int>(batch);
    batch_squares_[0] = 0.0;
    std::fill(gradient_.begin(), gradient_.end(), 0.0F);
  }
  const Index count = std::min(network_->examples_at_a_time(), batch - next_example_);
  const Philox random(seed_, Stream::kTraining);
  for (Index b = 0; b < count; ++b) {
    fill_normals(random, examples[static_cast<std::size_t>(next_example_ + b)], &inputs_(b, 0),
                 network_->inputs());
  }
  network_->targets(inputs_.topRows(count), residual_.topRows(count));
  network_->add_gradient(values(), inputs_.topRows(count), residual_.topRows(count),
                         gradient_.data());
  batch_squares_[0] += sum_of_squares(residual_.data(), count * network_->outputs());
  next_example_ += count;
  if (next_example_ < batch) return false;
  correct();
  next_example_ = 0;
  ++step_;
  return true;
}

/// Where the network limits it, the norm g of Keras' gradient 2 S / (B c) is at most that limit
/// (Pascanu, Mikolov, Bengio 2013; Keras' global_clipnorm): S <- S limit / g where g is above.
void NetworkTrainer::correct() {
  const double scale = 2.0 / (double(batch_size_) * network_->outputs());
  const double norm = scale * std::sqrt(sum_of_squares(gradient_.data(), network_->weight_count()));
  if (norm > network_->largest_gradient_norm()) {
    const auto shrink = static_cast<float>(network_->largest_gradient_norm() / norm);
    for (float& value : gradient_) value *= shrink;
  }
  float* memory[4] = {};
  for (std::size_t i = 1; i < states_.size(); ++i) memory[i - 1] = states_[i].data();
  optimiser_->begin_step(rates_.at(step_), batch_size_);
  optimiser_->update(states_[0].data(), memory, gradient_.data(),
                     static_cast<int>(gradient_.size()));
}

double NetworkTrainer::measure(Index count) {
  network_->targets(inputs_.topRows(count), targets_.topRows(count));
  network_->predict(values(), inputs_.topRows(count), residual_.topRows(count));
  residual_.topRows(count) -= targets_.topRows(count);
  return sum_of_squares(residual_.data(), count * network_->outputs());
}

bool NetworkTrainer::measure_held_out() {
  if (next_held_out_ == 0) held_out_squares_[0] = 0.0;
  const Index count =
      std::min(network_->examples_at_a_time(), Index{kHeldOutExamples} - next_held_out_);
  const Philox random(seed_, Stream::kHeldOut);
  for (Index b = 0; b < count; ++b) {
    fill_normals(random, static_cast<std::uint64_t>(next_held_out_ + b), &inputs_(b, 0),
                 network_->inputs());
  }
  held_out_squares_[0] += measure(count);
  next_held_out_ += count;
  if (next_held_out_ < kHeldOutExamples) return false;
  next_held_out_ = 0;
  return true;
}

bool NetworkTrainer::measure_impulses() {
  if (next_impulse_ == 0) weight_error_squares_[0] = optimum_squares_[0] = 0.0;
  const Index count =
      std::min(network_->examples_at_a_time(), Index{network_->impulses()} - next_impulse_);
  inputs_.topRows(count).setZero();
  for (Index b = 0; b < count; ++b) inputs_(b, next_impulse_ + b) = 1.0F;
  const int alike = network_->inputs() / network_->impulses();
  weight_error_squares_[0] += alike * measure(count);
  optimum_squares_[0] += alike * sum_of_squares(targets_.data(), count * network_->outputs());
  next_impulse_ += count;
  if (next_impulse_ < network_->impulses()) return false;
  next_impulse_ = 0;
  return true;
}

bool NetworkTrainer::advance_evaluation() {
  if (next_impulse_ == 0 && !measure_held_out()) return false;
  return measure_impulses();
}

bool NetworkTrainer::advance_floor() {
  switch (floor_) {
    case Floor::kImpulses:
      if (measure_impulses()) floor_ = has_floor_ ? Floor::kHeldOut : Floor::kInitialWeights;
      if (!has_floor_) held_out_squares_[0] = std::numeric_limits<double>::quiet_NaN();
      return false;
    case Floor::kHeldOut:
      if (measure_held_out()) floor_ = Floor::kInitialWeights;
      return false;
    case Floor::kInitialWeights:
      break;
  }
  return network_->advance_initialisation(seed_, states_[0].data());
}

const std::vector<std::int8_t>& NetworkTrainer::picture(int /*unit*/, float limit) {
  const Index columns = network_->weight_columns();
  const float* weights = values();
  write_picture(
      network_->weight_rows(), 0, columns, limit,
      [=](Index i, Index j) { return weights[i * columns + j]; }, picture_.data());
  return picture_;
}

double NetworkTrainer::square_sum(int /*unit*/, Index begin, Index end) const {
  const Index columns = network_->weight_columns();
  return sum_of_squares(values() + begin * columns, (end - begin) * columns);
}

Rows NetworkTrainer::predict(const Eigen::Ref<const Rows>& x) {
  Rows y(x.rows(), network_->output_length(x.cols()));
  network_->predict(values(), x, y);
  return y;
}

Rows NetworkTrainer::reference(const Eigen::Ref<const Rows>& x) {
  Rows y(x.rows(), network_->output_length(x.cols()));
  network_->targets(x, y);
  return y;
}

Rows NetworkTrainer::unit_state(int /*unit*/, int array, Index begin, Index end) const {
  const Index columns = network_->weight_columns();
  const float* first = states_[static_cast<std::size_t>(array)].data() + begin * columns;
  return Eigen::Map<const Rows>(first, end - begin, columns);
}

void NetworkTrainer::set_unit_state(int /*unit*/, int array, const Eigen::Ref<const Rows>& values) {
  std::vector<float>& state = states_[static_cast<std::size_t>(array)];
  Eigen::Map<Rows>(state.data(), values.rows(), values.cols()) = values;
}

void NetworkTrainer::resume_at(std::uint64_t step) {
  step_ = step;
  next_example_ = next_held_out_ = next_impulse_ = 0;
  optimiser_->resume_at(step);
}

}  // namespace fourier_net
